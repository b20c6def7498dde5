package dev.visor.gateway.reading;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.Leaf;
import dev.visor.gateway.trail.TrailRecord;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One row of an export, in whatever format.
 *
 * @param index of the leaf, which every row has: without it nobody could have it proved
 * @param leaf as it was hashed
 * @param leafHash SHA-256(0x00 || leaf), 64 hexadecimal digits
 * @param name the actor's, if it was asked for and its keys exist; a system actor's is part of its label
 * @param sentence the catalogue's
 */
record ExportedRecord(
        long index,
        Leaf leaf,
        String text,
        String leafHash,
        @Nullable String name,
        String sentence) {

    /**
     * Makes a row.
     *
     * @throws IllegalStateException if the record is not sequenced yet
     */
    static ExportedRecord of(TrailRecord record, boolean names) {
        Long index = record.index();
        if (index == null) {
            throw new IllegalStateException("A record without a leaf index cannot be exported");
        }
        byte[] bytes = record.leaf().getBytes(StandardCharsets.UTF_8);
        return new ExportedRecord(
                index,
                Leaf.read(bytes),
                record.leaf(),
                HexFormat.of().formatHex(Hash.leaf(bytes).toBytes()),
                names ? record.actorName() : null,
                record.sentence());
    }

    /** Whether nobody signed in acted, but Visor itself. */
    boolean bySystem() {
        return leaf.actor().label().startsWith("system:");
    }

    /** Whether it tells that something was refused, failed or was broken off. */
    boolean unsuccessful() {
        return switch (outcome()) {
            case "refused", "failed", "aborted" -> true;
            default -> false;
        };
    }

    /** How the act ended, {@code refused}, or {@code intended} where it only began. */
    String outcome() {
        return switch (leaf.shape()) {
            case OUTCOME -> leaf.result() == null ? "" : leaf.result().label();
            case REFUSAL -> "refused";
            case DISCLOSURE, PROCESSING -> "intended";
            case LIFECYCLE, SESSION, CHANGE, KEY_USE, WORK, QUERY, APPROVAL -> "recorded";
        };
    }

    /** The labels of the objects with a space between them. */
    String objects() {
        return leaf.objects().stream().map(ObjectLabel::value).collect(Collectors.joining(" "));
    }

    /** The facts by name. */
    Map<String, String> facts() {
        return new TreeMap<>(leaf.facts());
    }

    @Override
    public String toString() {
        return "ExportedRecord[" + index + "]";
    }
}
