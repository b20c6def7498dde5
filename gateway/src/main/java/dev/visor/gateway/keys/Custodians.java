package dev.visor.gateway.keys;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The custodians that this process was started with, one for each domain of its roles and no other. */
public final class Custodians implements AutoCloseable {

    private final Map<Domain, Custodian> byDomain = new EnumMap<>(Domain.class);

    private final KeyPlace place;

    /** Takes them over, to be closed with this. */
    public Custodians(Iterable<? extends Custodian> custodians) {
        this(custodians, KeyPlace.none());
    }

    /** Takes those of a place over, to be closed with this. */
    Custodians(Iterable<? extends Custodian> custodians, KeyPlace place) {
        this.place = place;
        custodians.forEach(custodian -> byDomain.put(custodian.domain(), custodian));
    }

    /**
     * The domain's custodian.
     *
     * @throws CustodianRefusedException if this process's roles do not include the domain
     * @throws KeysHeldException if the keys here are held; those of {@code identities} never are, because people's names are needed
     *     to say who agreed
     */
    public Custodian of(Domain domain) {
        if (place.held() && domain != Domain.IDENTITIES) {
            throw new KeysHeldException(domain);
        }
        return standing(domain);
    }

    /** The domain's custodian, to compare its roots, held or not. */
    Custodian standing(Domain domain) {
        Custodian custodian = byDomain.get(domain);
        if (custodian == null) {
            throw new CustodianRefusedException(domain);
        }
        return custodian;
    }

    /** The domains whose credentials are here; all of them means that one process could open everything. */
    public Set<Domain> domains() {
        return Set.copyOf(byDomain.keySet());
    }

    @Override
    public void close() {
        byDomain.values().forEach(Custodian::close);
    }
}
