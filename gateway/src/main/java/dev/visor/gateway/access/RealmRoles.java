package dev.visor.gateway.access;

import dev.visor.policies.Role;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Keycloak's realm roles as authorities, for the few paths that a filter guards by role. */
class RealmRoles implements GrantedAuthoritiesMapper {

    AbstractAuthenticationToken convert(Jwt token) {
        return new JwtAuthenticationToken(
                token,
                authorities(token.getClaim("realm_access")),
                Objects.requireNonNull(token.getSubject(), "A token without sub"));
    }

    @Override
    public Collection<? extends GrantedAuthority> mapAuthorities(Collection<? extends GrantedAuthority> granted) {
        Set<GrantedAuthority> mapped = new HashSet<>();
        for (GrantedAuthority authority : granted) {
            if (authority instanceof OidcUserAuthority user) {
                mapped.addAll(authorities(user.getIdToken().getClaim("realm_access")));
            }
        }
        return mapped;
    }

    private static Set<GrantedAuthority> authorities(@Nullable Object realmAccess) {
        Set<GrantedAuthority> authorities = new HashSet<>();
        if (realmAccess instanceof Map<?, ?> access && access.get("roles") instanceof Collection<?> names) {
            for (Object name : names) {
                Role.named(String.valueOf(name))
                        .ifPresent(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role.name())));
            }
        }
        return authorities;
    }
}
