package dev.visor.gateway.access;

import dev.visor.gateway.keys.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The client organisations, known to the identity provider by a public handle such as {@code acme}. */
@Service
public class Tenants {

    private final TenantRepository tenants;
    private final JdbcClient jdbc;
    private final Clock clock;

    Tenants(TenantRepository tenants, JdbcClient jdbc, Clock clock) {
        this.tenants = tenants;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The tenant with this handle; none that was ended. Asked anew each time: another process may have ended it. */
    public Optional<TenantId> named(String handle) {
        return tenants.findByHandle(handle)
                .filter(tenant -> tenant.ended() == null)
                .map(Tenant::id);
    }

    /**
     * Whose things a caller means: those of the tenant with this handle, or those of the caller's own side where none is named.
     * Whoever is on a tenant's side can mean no other.
     *
     * @return null for the operator's own
     * @throws Refused (404) if there is no such tenant, or it is not the caller's
     */
    public @Nullable TenantId meant(Caller caller, @Nullable String handle) {
        TenantId own = caller.tenant();
        if (handle == null) {
            return own;
        }
        TenantId named = named(handle).orElseThrow(Refused::notFound);
        if (own != null && !own.equals(named)) {
            throw Refused.notFound();
        }
        return named;
    }

    /** The handles of all tenants, for whoever may see them. */
    public Map<TenantId, String> handles() {
        Map<TenantId, String> handles = new LinkedHashMap<>();
        tenants.findAllByOrderByHandle().forEach(tenant -> handles.put(tenant.id(), tenant.handle()));
        return handles;
    }

    /** Whether this handle is that of a tenant which was ended. */
    boolean endedNamed(String handle) {
        return tenants.findByHandle(handle)
                .filter(tenant -> tenant.ended() != null)
                .isPresent();
    }

    /**
     * A tenant as the operator knows it.
     *
     * @param ended since when it is no more; null while it goes on
     */
    public record Known(
            TenantId id,
            String handle,
            Instant created,
            @Nullable Instant ended) {}

    /** All of them, ended ones too, by handle. */
    public List<Known> known() {
        return tenants.findAllByOrderByHandle().stream().map(Tenants::known).toList();
    }

    /** One of them. */
    public Optional<Known> known(UUID id) {
        return tenants.findById(id).map(Tenants::known);
    }

    /** Whether it was ended. */
    public boolean ended(TenantId tenant) {
        return known(tenant.value()).filter(known -> known.ended() != null).isPresent();
    }

    /**
     * Ends a tenant, inside a running transaction: from its commit on nobody is on its side, and nobody gets a key there. Where
     * it was ended before, it stays as it was.
     */
    public void end(TenantId tenant, Instant at) {
        jdbc.sql("update tenant set ended = ? where id = ? and ended is null")
                .params(at.atOffset(ZoneOffset.UTC), tenant.value())
                .update();
    }

    private static Known known(Tenant tenant) {
        return new Known(tenant.id(), tenant.handle(), tenant.created(), tenant.ended());
    }

    /** All tenants, ended ones too, for work that Visor does by itself. */
    public List<TenantId> all() {
        return tenants.findAllByOrderByHandle().stream().map(Tenant::id).toList();
    }

    /** Refuses a handle that cannot be used. */
    void check(String handle) {
        Handles.check(handle);
        if (tenants.findByHandle(handle).isPresent()) {
            throw Handles.taken();
        }
    }

    void create(TenantId id, String handle) {
        try {
            tenants.save(new Tenant(id, handle, clock.instant()));
        } catch (DataIntegrityViolationException e) {
            throw Handles.taken();
        }
    }
}
