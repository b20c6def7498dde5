package dev.visor.gateway.access;

import dev.visor.policies.Act;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the act that guards an endpoint. An endpoint without one (or without {@link Unguarded} and its reason) fails the
 * build and is refused at run time.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Guarded {

    /** What the endpoint asks {@link Gate} for. */
    Act value();
}
