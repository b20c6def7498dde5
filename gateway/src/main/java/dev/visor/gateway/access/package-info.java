/**
 * Sign-in, tenants, workforces, roles, step-up and two-person approvals.
 *
 * <p>Guarantee G9: every access names a person or a system actor, a role, a purpose and a legal basis. Keycloak is known
 * here and nowhere else.
 *
 * <p>Not guaranteed: that whoever holds a password and a second factor is the person they were given to; and what Keycloak's
 * own database holds, which needs an encrypted disk.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "trail"})
package dev.visor.gateway.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
