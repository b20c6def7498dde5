package dev.visor.gateway.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opens the custodians of this process's roles, or stops the start. */
final class RootKeys {

    private final JdbcClient jdbc;

    /** Binds to the table of check values. */
    RootKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Opens a custodian for each domain of the roles. Root keys are made at the first start only: once the database knows a
     * domain's root, a missing one is a lost key, not a new beginning.
     *
     * @throws KeyReplacedException if a root key is missing or another than before
     * @throws IllegalStateException if the key files would lie beside the data
     */
    Custodians open(KeySettings settings, CustodianSource source) {
        return open(settings, source, KeyPlace.none());
    }

    /** The same for the keys of a place. */
    Custodians open(KeySettings settings, CustodianSource source, KeyPlace place) {
        List<Custodian> opened = new ArrayList<>();
        boolean complete = false;
        try {
            settings.requireApart();
            for (Domain domain : Role.domains(settings.roles())) {
                opened.add(GuardedCustodian.of(open(source, domain), settings.keys(), Clock.systemUTC()));
            }
            complete = true;
            return new Custodians(opened, place);
        } catch (IOException e) {
            throw new UncheckedIOException("The root keys cannot be used: " + e.getMessage(), e);
        } finally {
            if (!complete) {
                opened.forEach(Custodian::close);
            }
        }
    }

    private Custodian open(CustodianSource source, Domain domain) throws IOException {
        NavigableMap<Integer, byte[]> known = checkValues(domain);
        if (!source.exists(domain)) {
            if (!known.isEmpty()) {
                throw new KeyReplacedException(
                        "The root key of the domain " + domain.label() + " is missing: restore " + source.where());
            }
            source.create(domain);
        }
        Custodian custodian = source.open(domain);
        boolean trusted = false;
        try {
            requireKnown(custodian, known, source.where());
            if (!known.containsKey(custodian.root())) {
                requireKnown(custodian, pin(custodian), source.where());
            }
            trusted = true;
            return custodian;
        } finally {
            if (!trusted) {
                custodian.close();
            }
        }
    }

    /** Every root that was ever used, and no older state than the newest. */
    private static void requireKnown(Custodian custodian, NavigableMap<Integer, byte[]> known, String where) {
        boolean older = !known.isEmpty() && custodian.root() < known.lastKey();
        if (older || !known.values().stream().allMatch(custodian::matches)) {
            throw new KeyReplacedException("The root key of the domain "
                    + custodian.domain().label() + " is not the one that was used before: restore " + where);
        }
    }

    private NavigableMap<Integer, byte[]> pin(Custodian custodian) {
        Domain domain = custodian.domain();
        jdbc.sql("""
                        insert into keys_custodian (domain, version, check_value) values (?, ?, ?)
                        on conflict (domain, version) do nothing
                        """)
                .params(domain.label(), custodian.root(), custodian.checkValue())
                .update();
        return checkValues(domain);
    }

    private NavigableMap<Integer, byte[]> checkValues(Domain domain) {
        NavigableMap<Integer, byte[]> values = new TreeMap<>();
        jdbc.sql("select version, check_value from keys_custodian where domain = ?")
                .param(domain.label())
                .query((rs, n) -> Map.entry(rs.getInt(1), rs.getBytes(2)))
                .list()
                .forEach(row -> values.put(row.getKey(), row.getValue()));
        return values;
    }

    /**
     * Makes the next root of a domain and pins its check value beside the older ones. Stopped in between, the next start pins
     * it: the key file shows by the older roots in it that it is the same.
     *
     * @return the new root's number
     */
    int rotate(Custodian custodian) throws IOException {
        int number = custodian.rotate();
        requireKnown(custodian, pin(custodian), "the newest backup of its root key");
        return number;
    }
}
