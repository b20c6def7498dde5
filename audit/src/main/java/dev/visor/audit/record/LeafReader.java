package dev.visor.audit.record;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.json.CanonicalReader;
import dev.visor.audit.merkle.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads leaves, each in one pass: form and content are checked together. One reader for many leaves is faster than one for
 * each; it is not thread-safe.
 */
public final class LeafReader {

    private static final byte[] NONE = {};
    private static final int FEW = 4;

    private final CanonicalReader json = new CanonicalReader(NONE, 0, 0);
    private final List<String> words = new ArrayList<>();
    private @Nullable UUID id;
    private @Nullable String log;
    private @Nullable Instant time;
    private @Nullable Shape shape;
    private @Nullable String action;
    private @Nullable Actor actor;
    private @Nullable String purpose;
    private @Nullable String basis;
    private @Nullable List<ObjectLabel> objects;
    private @Nullable List<Hash> tags;
    private @Nullable Map<String, String> facts;
    private @Nullable Map<String, String> sealed;
    private @Nullable UUID intent;
    private @Nullable Result result;
    private @Nullable ChainLink link;
    private @Nullable String salt;
    private long version;

    /** Reads nothing yet. */
    public LeafReader() {}

    /**
     * Reads and checks a leaf that is part of a longer array.
     *
     * @throws dev.visor.audit.json.NotCanonicalException if the bytes are not canonical
     * @throws IllegalArgumentException if they are not a leaf v1
     */
    public Leaf read(byte[] bytes, int offset, int length) {
        if (length > Leaf.LONGEST) {
            throw new IllegalArgumentException("A leaf has at most " + Leaf.LONGEST + " bytes, not " + length);
        }
        forget();
        json.begin(bytes, offset, length);
        return read();
    }

    private void forget() {
        id = null;
        log = null;
        time = null;
        shape = null;
        action = null;
        actor = null;
        purpose = null;
        basis = null;
        objects = null;
        tags = null;
        facts = null;
        sealed = null;
        intent = null;
        result = null;
        link = null;
        salt = null;
        version = 0;
    }

    private Leaf read() {
        json.beginObject();
        for (String key = json.nextKey(); key != null; key = json.nextKey()) {
            member(key);
        }
        json.end();
        if (version != Leaf.VERSION) {
            throw new IllegalArgumentException("Not a leaf of version 1");
        }
        return new Leaf(
                found(id),
                found(log),
                found(time),
                found(shape),
                found(action),
                found(actor),
                found(purpose),
                found(basis),
                found(objects),
                found(tags),
                found(facts),
                found(sealed),
                intent,
                result,
                found(link),
                found(salt));
    }

    private void member(String key) {
        switch (key) {
            case "action" -> action = json.symbol();
            case "actor" -> actor = actor();
            case "basis" -> basis = json.symbol();
            case "facts" -> facts = strings(true);
            case "id" -> id = json.uuid();
            case "intent" -> intent = json.uuid();
            case "log" -> log = json.symbol();
            case "objects" -> objects = labels();
            case "outcome" -> result = Result.of(json.symbol());
            case "persons" -> tags = hashes();
            case "purpose" -> purpose = json.symbol();
            case "replica" -> link = link();
            case "salt" -> salt = json.string();
            case "sealed" -> sealed = strings(false);
            case "shape" -> shape = Shape.of(json.symbol());
            case "time" -> time = Times.read(json.string());
            case "v" -> version = json.integer();
            default -> throw unknown(key);
        }
    }

    private Actor actor() {
        String label = null;
        String role = null;
        json.beginObject();
        for (String key = json.nextKey(); key != null; key = json.nextKey()) {
            switch (key) {
                case "label" -> label = json.symbol();
                case "role" -> role = json.symbol();
                default -> throw unknown(key);
            }
        }
        return new Actor(found(label), found(role));
    }

    private ChainLink link() {
        UUID replica = null;
        long epoch = 0;
        long n = 0;
        Hash previous = null;
        json.beginObject();
        for (String key = json.nextKey(); key != null; key = json.nextKey()) {
            switch (key) {
                case "epoch" -> epoch = json.integer();
                case "id" -> replica = json.uuid();
                case "n" -> n = json.integer();
                case "previous" -> previous = hash();
                default -> throw unknown(key);
            }
        }
        if (epoch > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A leaf holds an epoch that no writer reaches");
        }
        return new ChainLink(found(replica), (int) epoch, n, found(previous));
    }

    private Map<String, String> strings(boolean again) {
        words.clear();
        json.beginObject();
        for (String key = json.nextKey(); key != null; key = json.nextKey()) {
            words.add(key);
            words.add(again ? json.symbol() : json.string());
        }
        // Few members are the rule.
        return switch (words.size()) {
            case 0 -> Map.of();
            case 2 -> Map.of(words.get(0), words.get(1));
            case 4 -> Map.of(words.get(0), words.get(1), words.get(2), words.get(3));
            default -> {
                Map<String, String> map = HashMap.newHashMap(words.size() / 2);
                for (int i = 0; i < words.size(); i += 2) {
                    map.put(words.get(i), words.get(i + 1));
                }
                yield map;
            }
        };
    }

    private List<ObjectLabel> labels() {
        List<ObjectLabel> list = new ArrayList<>(FEW);
        json.beginArray();
        while (json.nextElement()) {
            list.add(new ObjectLabel(json.string()));
        }
        return list;
    }

    private List<Hash> hashes() {
        List<Hash> list = new ArrayList<>(FEW);
        json.beginArray();
        while (json.nextElement()) {
            list.add(hash());
        }
        return list;
    }

    private Hash hash() {
        return Hash.of(json.base64Url(Hash.LENGTH));
    }

    private static <T> T found(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("A leaf lacks a member");
        }
        return value;
    }

    private static IllegalArgumentException unknown(String key) {
        return new IllegalArgumentException("A leaf has no member '" + key + "'");
    }
}
