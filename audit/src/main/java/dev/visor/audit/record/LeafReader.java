package dev.visor.audit.record;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.json.CanonicalReader;
import dev.visor.audit.merkle.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one leaf in one pass: form and content are checked together. */
final class LeafReader {

    private final CanonicalReader json;
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

    LeafReader(CanonicalReader json) {
        this.json = json;
    }

    Leaf read() {
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
            case "action" -> action = json.string();
            case "actor" -> actor = actor();
            case "basis" -> basis = json.string();
            case "facts" -> facts = strings();
            case "id" -> id = uuid();
            case "intent" -> intent = uuid();
            case "log" -> log = json.string();
            case "objects" -> objects = labels();
            case "outcome" -> result = Result.of(json.string());
            case "persons" -> tags = hashes();
            case "purpose" -> purpose = json.string();
            case "replica" -> link = link();
            case "salt" -> salt = json.string();
            case "sealed" -> sealed = strings();
            case "shape" -> shape = Shape.of(json.string());
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
                case "label" -> label = json.string();
                case "role" -> role = json.string();
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
                case "id" -> replica = uuid();
                case "n" -> n = json.integer();
                case "previous" -> previous = Hash.parseUrl(json.string());
                default -> throw unknown(key);
            }
        }
        if (epoch > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A leaf holds an epoch that no writer reaches");
        }
        return new ChainLink(found(replica), (int) epoch, n, found(previous));
    }

    private Map<String, String> strings() {
        Map<String, String> map = new LinkedHashMap<>();
        json.beginObject();
        for (String key = json.nextKey(); key != null; key = json.nextKey()) {
            map.put(key, json.string());
        }
        return map;
    }

    private List<ObjectLabel> labels() {
        List<ObjectLabel> list = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
            list.add(new ObjectLabel(json.string()));
        }
        return list;
    }

    private List<Hash> hashes() {
        List<Hash> list = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
            list.add(Hash.parseUrl(json.string()));
        }
        return list;
    }

    private UUID uuid() {
        String text = json.string();
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equals(text)) {
            throw new IllegalArgumentException("A leaf holds a malformed UUID");
        }
        return uuid;
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
