package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of one PKCS#11 library, one for each domain.
 *
 * @param library the vendor's shared library
 * @param slots the slot of each domain's token
 * @param folder where {@code DOMAIN.pin} lies
 */
record Pkcs11Tokens(Path library, Map<Domain, Long> slots, Path folder) implements CustodianSource {

    Pkcs11Tokens {
        slots = Map.copyOf(slots);
    }

    /** Reads {@code visor.keys.pkcs11.slots}: {@code originals=1 views=2}, apart by blanks or commas. */
    static Map<Domain, Long> slots(String setting) {
        Map<Domain, Long> slots = new EnumMap<>(Domain.class);
        for (String pair : setting.strip().split("[\\s,]+", -1)) {
            String[] parts = pair.split("=", -1);
            try {
                if (parts.length != 2 || slots.put(Domain.of(parts[0]), Long.decode(parts[1])) != null) {
                    throw new IllegalArgumentException("one slot for each domain");
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "visor.keys.pkcs11.slots names one slot for each domain (originals=1 views=2 ...), not '" + pair
                                + "'",
                        e);
            }
        }
        if (slots.values().stream().distinct().count() != slots.size()) {
            throw new IllegalArgumentException("visor.keys.pkcs11.slots: two domains never share a token");
        }
        return slots;
    }

    @Override
    public boolean exists(Domain domain) throws IOException {
        try (Pkcs11Custodian custodian = open(domain)) {
            return custodian.hasRoot();
        }
    }

    @Override
    public void create(Domain domain) throws IOException {
        try (Pkcs11Custodian custodian = open(domain)) {
            custodian.makeRoot();
        }
    }

    @Override
    public Pkcs11Custodian open(Domain domain) throws IOException {
        @Nullable Long slot = slots.get(domain);
        if (slot == null) {
            throw new IOException("visor.keys.pkcs11.slots has no token for the domain " + domain.label());
        }
        DurableFile.createFolders(folder);
        return Pkcs11Custodian.open(domain, library, slot, folder);
    }

    @Override
    public String where() {
        return "the token's backup to its slot (visor.keys.pkcs11.slots)";
    }
}
