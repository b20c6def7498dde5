package dev.visor.gateway.access;

import dev.visor.gateway.keys.TenantId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** The client organisations, known to the identity provider by a public handle such as {@code acme}. */
@Service
public class Tenants {

    private final TenantRepository tenants;
    private final Clock clock;
    private final Map<String, TenantId> known = new ConcurrentHashMap<>();

    Tenants(TenantRepository tenants, Clock clock) {
        this.tenants = tenants;
        this.clock = clock;
    }

    /** The tenant with this handle. */
    public Optional<TenantId> named(String handle) {
        TenantId found = known.get(handle);
        if (found != null) {
            return Optional.of(found);
        }
        Optional<TenantId> read = tenants.findByHandle(handle).map(Tenant::id);
        read.ifPresent(id -> known.put(handle, id));
        return read;
    }

    /** The handles of all tenants, for whoever may see them. */
    public Map<TenantId, String> handles() {
        Map<TenantId, String> handles = new LinkedHashMap<>();
        tenants.findAllByOrderByHandle().forEach(tenant -> handles.put(tenant.id(), tenant.handle()));
        return handles;
    }

    /** All tenants, for work that Visor does by itself. */
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
