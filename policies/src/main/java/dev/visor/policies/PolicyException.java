package dev.visor.policies;

import org.jspecify.annotations.Nullable;

/** The rules themselves are at fault: do not start with them. */
public class PolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong with which rule. */
    public PolicyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
