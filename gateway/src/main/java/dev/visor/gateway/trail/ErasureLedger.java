package dev.visor.gateway.trail;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.log.LogPlace;
import dev.visor.audit.log.LogPlaces;
import dev.visor.gateway.keys.DurableFile;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Who was erased, whose faces were given to whom, and that a tenant ended, in order, where no restore rolls it back: beside
 * the tiles of the tenant's log. An entry is written before any key is destroyed. So whoever restores a database and objects from before an erasure finds here what must be done
 * again before anybody is served.
 *
 * <p>Guaranteed: an entry that is missing, altered, exchanged or added between others is found, since each holds the hash of
 * the one before, and the newest one's number and hash lie beside the root keys. Not guaranteed: an entry that was written
 * and of which a crash kept the second, when it is taken away at once; then nothing of its erasure was done either.
 *
 * <p>One file an entry, {@code erasures/NNNNNNNNNNNN}, as {@link LedgerFormat} has it. Identifiers are random; none is a name.
 */
public final class ErasureLedger {

    private static final String FOLDER = "erasures";
    private static final int ATTEMPTS = 5;

    private final LogPlaces places;
    private final TrailReading trail;
    private final Path heads;

    ErasureLedger(LogPlaces places, TrailReading trail, Path heads) {
        this.places = places;
        this.trail = trail;
        this.heads = heads;
    }

    /**
     * Writes an entry; durable on return. Nothing may be destroyed or moved before.
     *
     * @param entry makes the entry of a number
     * @throws LedgerLostException as {@link #read}
     * @throws TrailUnavailableException if it cannot be written
     */
    public synchronized <E extends LedgerEntry> E append(TenantId tenant, LongFunction<E> entry) {
        for (int attempt = 1; ; attempt++) {
            NavigableMap<Long, byte[]> entries = entries(tenant);
            check(tenant, entries);
            long number = entries.size() + 1L;
            E made = entry.apply(number);
            String previous =
                    number == 1 ? LedgerFormat.NONE : hash(entries.lastEntry().getValue());
            byte[] bytes = LedgerFormat.write(tenant, made, previous);
            if (made.number() != number || !made.equals(LedgerFormat.parse(tenant, bytes, previous))) {
                throw new IllegalArgumentException(
                        "An entry of the ledger has its place's number, and reads back as what it was");
            }
            try {
                place(tenant).replace(name(number), null, bytes);
                keepHead(tenant, number, bytes);
                return made;
            } catch (IOException e) {
                // Another process took the number, or the place is away: the next look tells which.
                if (attempt == ATTEMPTS) {
                    throw new TrailUnavailableException("The erasure ledger cannot be written", e);
                }
            }
        }
    }

    /**
     * Every entry of a tenant, in order.
     *
     * @throws LedgerLostException if entries are missing that were written, or they do not follow each other
     */
    public List<LedgerEntry> read(TenantId tenant) {
        NavigableMap<Long, byte[]> entries = entries(tenant);
        return check(tenant, entries);
    }

    private List<LedgerEntry> check(TenantId tenant, NavigableMap<Long, byte[]> entries) {
        List<LedgerEntry> read = new ArrayList<>();
        String previous = LedgerFormat.NONE;
        for (Map.Entry<Long, byte[]> entry : entries.entrySet()) {
            long number = read.size() + 1L;
            LedgerEntry next = entry.getKey() == number ? LedgerFormat.parse(tenant, entry.getValue(), previous) : null;
            if (next == null || next.number() != number) {
                throw new LedgerLostException(
                        "Entry " + number + " of the tenant's erasure ledger is missing, altered or another's");
            }
            read.add(next);
            previous = hash(entry.getValue());
        }
        head(tenant).ifPresent(head -> {
            byte[] newest = entries.get(head.number);
            if (newest == null || !hash(newest).equals(head.hash)) {
                throw new LedgerLostException("The erasure ledger of the tenant " + tenant + " has " + entries.size()
                        + " entries here, and " + head.number + " were written");
            }
        });
        return read;
    }

    private NavigableMap<Long, byte[]> entries(TenantId tenant) {
        try {
            LogPlace place = place(tenant);
            NavigableMap<Long, byte[]> entries = new TreeMap<>();
            for (String name : place.list(FOLDER)) {
                if (name.matches("[0-9]{12}")) {
                    byte[] bytes = place.read(FOLDER + "/" + name)
                            .orElseThrow(() -> new IOException("An entry of the erasure ledger is gone"));
                    entries.put(Long.valueOf(name), bytes);
                }
            }
            return entries;
        } catch (IOException e) {
            throw new TrailUnavailableException("The erasure ledger cannot be read", e);
        }
    }

    private LogPlace place(TenantId tenant) {
        return places.place(trail.origin(tenant));
    }

    private static String name(long number) {
        return FOLDER + "/" + String.format("%012d", number);
    }

    private record Head(long number, String hash) {}

    private Optional<Head> head(TenantId tenant) {
        Path file = heads.resolve(tenant.toString());
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String[] parts = Files.readString(file).strip().split(" ", -1);
            return Optional.of(new Head(Long.parseLong(parts[0]), parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException("The head of the erasure ledger cannot be read", e);
        }
    }

    private void keepHead(TenantId tenant, long number, byte[] entry) throws IOException {
        DurableFile.createFolders(heads);
        DurableFile.replace(
                heads.resolve(tenant.toString()),
                (number + " " + hash(entry) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not to be had from the JDK", e);
        }
    }
}
