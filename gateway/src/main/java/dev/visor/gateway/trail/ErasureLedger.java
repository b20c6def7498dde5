package dev.visor.gateway.trail;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.log.LogPlace;
import dev.visor.audit.log.LogPlaces;
import dev.visor.gateway.keys.DurableFile;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who was erased, in order, where no restore rolls it back: beside the tiles of the tenant's log. An entry is written before
 * any key is destroyed. So whoever restores a database and objects from before an erasure finds here what must be done
 * again before anybody is served.
 *
 * <p>Guaranteed: an entry that is missing, altered, exchanged or added between others is found, since each holds the hash of
 * the one before, and the newest one's number and hash lie beside the root keys. Not guaranteed: an entry that was written
 * and of which a crash kept the second, when it is taken away at once; then nothing of its erasure was done either.
 *
 * <p>Format 1: {@code erasures/NNNNNNNNNNNN}, RFC 8785 canonical JSON with {@code at}, {@code blanking}, {@code erasure},
 * {@code number}, {@code previous} (SHA-256 of the entry before, hex; zeros for the first), {@code reason}, {@code subject},
 * {@code tenant} and {@code v}. Identifiers are random; none is a name.
 */
public final class ErasureLedger {

    private static final int VERSION = 1;
    private static final String FOLDER = "erasures";
    private static final String NONE = "0".repeat(64);
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
     * One erasure.
     *
     * @param number counted from 1 within the tenant
     * @param erasure its identifier
     * @param subject who was erased
     * @param reason why, as a code
     * @param blanking whether pictures that show others, too, were to be blanked and not destroyed
     * @param at when it was asked for
     */
    public record Erased(long number, UUID erasure, KeyOwner subject, String reason, boolean blanking, Instant at) {}

    /**
     * Writes an entry; durable on return. Nothing may be destroyed before.
     *
     * @throws LedgerLostException as {@link #read}
     * @throws TrailUnavailableException if it cannot be written
     */
    public synchronized Erased append(
            TenantId tenant, UUID erasure, KeyOwner subject, String reason, boolean blanking, Instant at) {
        for (int attempt = 1; ; attempt++) {
            NavigableMap<Long, byte[]> entries = entries(tenant);
            check(tenant, entries);
            long number = entries.size() + 1L;
            Erased erased = new Erased(number, erasure, subject, reason, blanking, at.truncatedTo(ChronoUnit.MICROS));
            byte[] bytes = write(
                    tenant,
                    erased,
                    number == 1 ? NONE : hash(entries.lastEntry().getValue()));
            try {
                place(tenant).replace(name(number), null, bytes);
                keepHead(tenant, number, bytes);
                return erased;
            } catch (IOException e) {
                // Another process took the number, or the place is away: the next look tells which.
                if (attempt == ATTEMPTS) {
                    throw new TrailUnavailableException("The erasure ledger cannot be written", e);
                }
            }
        }
    }

    /**
     * Every erasure of a tenant, in order.
     *
     * @throws LedgerLostException if entries are missing that were written, or they do not follow each other
     */
    public List<Erased> read(TenantId tenant) {
        NavigableMap<Long, byte[]> entries = entries(tenant);
        return check(tenant, entries);
    }

    private List<Erased> check(TenantId tenant, NavigableMap<Long, byte[]> entries) {
        List<Erased> erased = new ArrayList<>();
        String previous = NONE;
        for (Map.Entry<Long, byte[]> entry : entries.entrySet()) {
            long number = erased.size() + 1L;
            Erased read = entry.getKey() == number ? parse(tenant, entry.getValue(), previous) : null;
            if (read == null || read.number() != number) {
                throw new LedgerLostException(
                        "Entry " + number + " of the tenant's erasure ledger is missing, altered or another's");
            }
            erased.add(read);
            previous = hash(entry.getValue());
        }
        head(tenant).ifPresent(head -> {
            byte[] newest = entries.get(head.number);
            if (newest == null || !hash(newest).equals(head.hash)) {
                throw new LedgerLostException("The erasure ledger of the tenant " + tenant + " has " + entries.size()
                        + " entries here, and " + head.number + " were written");
            }
        });
        return erased;
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

    private static byte[] write(TenantId tenant, Erased erased, String previous) {
        return CanonicalJson.write(Map.of(
                "at", erased.at().toString(),
                "blanking", erased.blanking() ? "yes" : "no",
                "erasure", erased.erasure().toString(),
                "number", erased.number(),
                "previous", previous,
                "reason", erased.reason(),
                "subject", erased.subject().value().toString(),
                "tenant", tenant.toString(),
                "v", VERSION));
    }

    /** Null where it is no entry, or not the one that belongs here. */
    private static @Nullable Erased parse(TenantId tenant, byte[] bytes, String previous) {
        try {
            JsonNode json = JsonMapper.shared().readTree(bytes);
            Erased erased = new Erased(
                    json.path("number").asLong(),
                    UUID.fromString(json.path("erasure").asString()),
                    new KeyOwner(UUID.fromString(json.path("subject").asString())),
                    json.path("reason").asString(),
                    json.path("blanking").asString().equals("yes"),
                    Instant.parse(json.path("at").asString()));
            return MessageDigest.isEqual(bytes, write(tenant, erased, previous)) ? erased : null;
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return null;
        }
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
