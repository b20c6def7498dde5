package dev.visor.gateway;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Where something was thrown, in a form that is safe to log: classes and lines, never a message. */
final class Stack {

    private static final int FRAMES = 12;

    private Stack() {}

    static String of(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : " caused by ")
                    .append(cause.getClass().getName())
                    .append(" at ");
            text.append(Arrays.stream(cause.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> frame.getClassName() + ":" + frame.getLineNumber())
                    .collect(Collectors.joining(" < ")));
        }
        return text.toString();
    }
}
