package dev.visor.gateway.access;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.policies.Role;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** Reads the caller out of the identity provider's claims: the one place that knows how Keycloak spells them. */
@Component
class CallerReader {

    private static final Set<Role> WORKFORCE = EnumSet.of(Role.ANNOTATOR, Role.SENIOR_REVIEWER, Role.TEAM_LEAD);

    private final Tenants tenants;
    private final Workforces workforces;
    private final MachineClients machines;
    private final StaffTable staff;

    CallerReader(Tenants tenants, Workforces workforces, MachineClients machines, StaffTable staff) {
        this.tenants = tenants;
        this.workforces = workforces;
        this.machines = machines;
        this.staff = staff;
    }

    /** The caller of the current request, if anybody is signed in. */
    Optional<Caller> current() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .flatMap(this::read);
    }

    Optional<Caller> read(Authentication authentication) {
        if (authentication instanceof JwtAuthenticationToken token) {
            Caller caller = read(token.getToken().getClaims());
            return Optional.of(machines.owns(token.getToken()) ? machine(caller, token.getToken()) : caller);
        }
        if (authentication.getPrincipal() instanceof OidcUser user) {
            return Optional.of(read(user.getClaims()));
        }
        return Optional.empty();
    }

    /** Whether somebody signs in for an organisation that was ended. */
    boolean ofEnded(Authentication authentication) {
        Map<String, Object> claims = switch (authentication.getPrincipal()) {
            case OidcUser user -> user.getClaims();
            case null, default -> Map.of();
        };
        String handle = text(claims.get("tenant"));
        return handle != null && tenants.endedNamed(handle);
    }

    /** A program proves no second factor, whatever its token says, and the trail calls it by the name that Keycloak knows it by. */
    private static Caller machine(Caller caller, Jwt token) {
        return new Caller(
                caller.id(),
                token.getClaimAsString("azp") + " (machine client)",
                caller.signInName(),
                caller.roles(),
                caller.tenant(),
                Set.of(),
                false,
                1,
                null);
    }

    private Caller read(Map<String, Object> claims) {
        String subject = Objects.requireNonNull(text(claims.get("sub")), "A token without sub was let in");
        String name = text(claims.get("name"));
        String username = text(claims.get("preferred_username"));
        Side side = side(subject, claims);
        return new Caller(
                new KeyOwner(UUID.fromString(subject)),
                name != null ? name : username != null ? username : "unnamed",
                username != null ? username : subject,
                roles(claims),
                side.tenant(),
                side.teams(),
                side.operator(),
                assurance(claims.get("acr")),
                instant(claims.get("auth_time")));
    }

    /** Whose person it is; of several only one is set. */
    private record Side(@Nullable TenantId tenant, Set<UUID> teams, boolean operator) {
        static final Side NONE = new Side(null, Set.of(), false);
    }

    /**
     * What the identity provider says is not enough: an organisation that is not registered here is nobody's side, and
     * whoever is said to be on two sides is on neither. Of teams, what was recorded here goes before what a token says: whoever left
     * one is out of it at once.
     */
    private Side side(String subject, Map<String, Object> claims) {
        String handle = text(claims.get("tenant"));
        List<String> teams = texts(claims.get("teams"));
        boolean operator = "true".equals(text(claims.get("operator")));
        Map<UUID, Boolean> recorded =
                works(claims, teams) ? staff.teams(UUID.fromString(subject)) : Map.<UUID, Boolean>of();
        Set<UUID> joined = new HashSet<>(workforces.teams(teams));
        recorded.forEach((team, in) -> {
            if (in) {
                joined.add(team);
            } else {
                joined.remove(team);
            }
        });
        if (Stream.of(handle != null, !teams.isEmpty() || recorded.containsValue(true), operator)
                        .filter(claimed -> claimed)
                        .count()
                != 1) {
            return Side.NONE;
        }
        return new Side(handle == null ? null : tenants.named(handle).orElse(null), joined, operator);
    }

    private static boolean works(Map<String, Object> claims, List<String> teams) {
        return !teams.isEmpty() || roles(claims).stream().anyMatch(WORKFORCE::contains);
    }

    private static Set<Role> roles(Map<String, Object> claims) {
        Object access = claims.get("realm_access");
        Object roles = access instanceof Map<?, ?> map ? map.get("roles") : null;
        return texts(roles).stream().map(Role::named).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }

    private static int assurance(@Nullable Object acr) {
        return "2".equals(text(acr)) ? 2 : 1;
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant;
            case Number seconds -> Instant.ofEpochSecond(seconds.longValue());
            case null, default -> null;
        };
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
