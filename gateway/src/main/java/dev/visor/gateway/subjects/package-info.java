/**
 * What a data subject may ask for: the report of everything that the trail holds about them, and to be erased.
 *
 * <p>Guarantee: no record in the log that names the person is missing from the report, and whoever holds it can check that
 * offline. Not guaranteed: that an operator is caught who writes a record about the person under another's name.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"keys", "trail", "access", "projects", "exchange", "vault", "views", "landmarks"})
package dev.visor.gateway.subjects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
