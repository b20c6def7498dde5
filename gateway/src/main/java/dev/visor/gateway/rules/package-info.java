/**
 * The rules by which everything is decided: read by whoever answers for them, changed by two administrators, rehearsed on what was
 * really decided before they are put in force, and taken back in one act.
 *
 * <p>Guarantee G9, as far as it rests on rules: none is in force that was not shipped or agreed on, and those that promises rest on
 * are in every set. Not guaranteed: that two administrators who agree mean well; what they did stands in the trail.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "trail", "access"})
package dev.visor.gateway.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
