/**
 * Exports in the field's formats, with a signed manifest.
 *
 * <p>Guarantee G6: what a file says in original coordinates is what the annotator placed on the view. Formats convert at
 * their adapter and nowhere else.
 *
 * <p>Not guaranteed: that the landmarks are right; a file says whose word each point is.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "keys",
            "trail",
            "access",
            "vault",
            "projects",
            "projects :: codes",
            "views",
            "landmarks",
            "landmarks :: codes"
        })
package dev.visor.gateway.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
