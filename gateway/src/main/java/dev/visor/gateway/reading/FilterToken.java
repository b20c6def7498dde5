package dev.visor.gateway.reading;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.trail.TrailFilter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A filter as a text for an address, such as {@code action=view.show&from=2026-11-01T00%3A00%3A00Z}. It holds labels, codes
 * and times and never a name, so that it may stand where addresses are kept.
 */
final class FilterToken {

    /** Stands for a list of actors that is empty: a name that nobody has. */
    static final String NOBODY = "none";

    private static final int LONGEST = 4_000;
    private static final Set<String> KEYS =
            Set.of("actor", "subject", "object", "project", "purpose", "action", "outcome", "from", "until");

    private FilterToken() {}

    static String write(TrailFilter filter) {
        List<String> pairs = new ArrayList<>();
        List<String> actors = filter.actors();
        add(pairs, "actor", actors == null ? null : actors.isEmpty() ? NOBODY : String.join(",", actors));
        KeyOwner subject = filter.subject();
        add(pairs, "subject", subject);
        ObjectLabel object = filter.object();
        add(pairs, "object", object);
        add(pairs, "project", filter.project());
        add(pairs, "purpose", filter.purpose());
        add(pairs, "action", filter.action());
        add(pairs, "outcome", filter.outcome());
        add(pairs, "from", filter.from());
        add(pairs, "until", filter.until());
        return String.join("&", pairs);
    }

    private static void add(List<String> pairs, String key, @Nullable Object value) {
        if (value != null) {
            pairs.add(key + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws Refused (400) if it is anything else: above all, a name is never taken from here
     */
    static Criteria read(String token) {
        if (token.length() > LONGEST) {
            throw malformed();
        }
        Map<String, String> values = new HashMap<>();
        for (String pair : token.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0
                    || !KEYS.contains(pair.substring(0, equals))
                    || values.put(pair.substring(0, equals), decoded(pair.substring(equals + 1))) != null) {
                throw malformed();
            }
        }
        return new Criteria(
                null,
                null,
                values.get("actor"),
                null,
                values.get("subject"),
                values.get("object"),
                values.get("project"),
                values.get("purpose"),
                values.get("action"),
                values.get("outcome"),
                values.get("from"),
                values.get("until"));
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static Refused malformed() {
        return Refused.badRequest("bad-filter", "The filter in the address is damaged: build the search anew.");
    }
}
