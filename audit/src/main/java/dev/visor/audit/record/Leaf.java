package dev.visor.audit.record;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.json.NotCanonicalException;
import dev.visor.audit.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leaf v1: one record as it is hashed, RFC 8785 canonical JSON of at most {@link #LONGEST} bytes.
 *
 * @param id the record
 * @param log the origin of its log
 * @param time when it was made
 * @param shape of the record
 * @param action a name from the catalogue of the build that wrote it
 * @param actor who
 * @param purpose why
 * @param basis on which legal basis
 * @param objects on what
 * @param tags one for each person whom it is about
 * @param facts in the clear
 * @param sealed ciphertexts, base64url
 * @param intent which record it ends; null unless its shape is {@link Shape#OUTCOME}
 * @param result how; null unless its shape is {@link Shape#OUTCOME}
 * @param link its place among the writer's records
 * @param salt 16 random bytes, base64url: nobody can guess a leaf from its hash
 */
public record Leaf(
        UUID id,
        String log,
        Instant time,
        Shape shape,
        String action,
        Actor actor,
        String purpose,
        String basis,
        List<ObjectLabel> objects,
        List<Hash> tags,
        Map<String, String> facts,
        Map<String, String> sealed,
        @Nullable UUID intent,
        @Nullable Result result,
        ChainLink link,
        String salt) {

    /** The version that is written. */
    public static final int VERSION = 1;

    /** The most bytes of a leaf. */
    public static final int LONGEST = 16 * 1024;

    private static final int SALT = 22;

    public Leaf {
        objects = List.copyOf(objects);
        tags = List.copyOf(tags);
        facts = Map.copyOf(facts);
        sealed = Map.copyOf(sealed);
        if (salt.length() != SALT) {
            throw new IllegalArgumentException("A salt is 16 bytes in base64url");
        }
        if ((shape == Shape.OUTCOME) != (intent != null) || (intent == null) != (result == null)) {
            throw new IllegalArgumentException("An outcome, and nothing else, names its intent and its result");
        }
    }

    /**
     * Reads and checks a leaf.
     *
     * @throws NotCanonicalException if the bytes are not canonical
     * @throws IllegalArgumentException if they are not a leaf v1
     */
    public static Leaf read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    /** Reads and checks a leaf whose bytes were taken for text. */
    public static Leaf read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads and checks a leaf that is part of a longer array. */
    public static Leaf read(byte[] bytes, int offset, int length) {
        return new LeafReader().read(bytes, offset, length);
    }

    /**
     * The canonical bytes.
     *
     * @throws IllegalArgumentException if they would be more than {@link #LONGEST}
     */
    public byte[] toBytes() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("action", action);
        json.put("actor", Map.of("label", actor.label(), "role", actor.role()));
        json.put("basis", basis);
        json.put("facts", facts);
        json.put("id", id.toString());
        if (intent != null && result != null) {
            json.put("intent", intent.toString());
            json.put("outcome", result.label());
        }
        json.put("log", log);
        json.put("objects", objects.stream().map(ObjectLabel::value).toList());
        json.put("persons", tags.stream().map(Hash::toUrl).toList());
        json.put("purpose", purpose);
        json.put(
                "replica",
                Map.of(
                        "epoch", link.epoch(),
                        "id", link.replica().toString(),
                        "n", link.n(),
                        "previous", link.previous().toUrl()));
        json.put("salt", salt);
        json.put("sealed", sealed);
        json.put("shape", shape.label());
        json.put("time", Times.write(time));
        json.put("v", VERSION);
        byte[] bytes = CanonicalJson.write(json);
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException("A leaf has at most " + LONGEST + " bytes, not " + bytes.length);
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "Leaf[" + id + ", " + action + "]";
    }
}
