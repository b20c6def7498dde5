/**
 * Tasks and the landmarks that annotators place, as append-only versions.
 *
 * <p>Guarantee G9: a task names its purpose; landmarks are biometric data and rest sealed.
 *
 * <p>Not guaranteed: that a confirmed suggestion was looked at with care; provenance tells what was done to a point, not
 * how well.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"keys", "trail", "access", "vault", "projects", "projects :: codes", "views", "findings"
        })
package dev.visor.gateway.landmarks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
