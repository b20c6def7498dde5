package dev.visor.audit.witness;

import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignatureType;
import dev.visor.audit.note.VerifierKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one policy file, line by line. Names are octets (tlog-policy), so the text is read as ISO 8859-1. */
final class PolicyReader {

    private static final int MOST_LINES = 10_000;
    private static final Pattern THRESHOLD = Pattern.compile("[1-9][0-9]{0,5}");

    private final List<VerifierKey> logs = new ArrayList<>();
    private final List<Witness> witnesses = new ArrayList<>();
    private final Map<String, WitnessPolicy.Group> groups = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> members = new HashSet<>();
    private @Nullable String quorum;
    private int line;

    WitnessPolicy read(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\n")) {
            throw new PolicyException("A policy's last line ends in a newline");
        }
        String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
        if (lines.length > MOST_LINES) {
            throw new PolicyException("A policy has at most " + MOST_LINES + " lines");
        }
        for (String content : lines) {
            line++;
            if (content.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
                throw refused("there are no control characters but tabs and newlines");
            }
            String[] items = content.replace('\t', ' ').strip().split(" +");
            if (!items[0].isEmpty() && !items[0].startsWith("#")) {
                line(items);
            }
        }
        String wanted = quorum;
        if (wanted == null) {
            throw new PolicyException("A policy has a line 'quorum NAME'");
        }
        return new WitnessPolicy(logs, witnesses, groups, wanted);
    }

    private void line(String[] items) {
        switch (items[0]) {
            case "log" -> log(items);
            case "witness" -> witness(items);
            case "group" -> group(items);
            case "quorum" -> quorum(items);
            default ->
                throw refused("a line begins with log, witness, group, quorum or #, not with '" + items[0] + "'");
        }
    }

    private void log(String[] items) {
        requireCount(items, 2, 3, "log VKEY [URL]");
        VerifierKey key = key(items[1], type -> type == SignatureType.ED25519, "a log's key is an Ed25519 key (0x01)");
        if (logs.stream().anyMatch(key::samePublicKey)) {
            throw refused("this log's key stands there already");
        }
        if (items.length == 3) {
            address(items[2]);
        }
        logs.add(key);
    }

    private void witness(String[] items) {
        requireCount(items, 3, 4, "witness NAME VKEY [URL]");
        define(items[1]);
        // tlog-policy knows 0x04 only; 0x06 is what tlog-cosignature has added for the same use.
        VerifierKey key =
                key(items[2], SignatureType::timed, "a witness's key states a time (0x04 Ed25519 or 0x06 ML-DSA-44)");
        if (witnesses.stream().anyMatch(other -> other.key().samePublicKey(key))) {
            throw refused("this witness's key stands there already");
        }
        witnesses.add(new Witness(items[1], key, items.length == 4 ? address(items[3]) : null));
    }

    private void group(String[] items) {
        requireCount(items, 4, Integer.MAX_VALUE, "group NAME all|any|K MEMBER...");
        List<String> listed = Arrays.asList(items).subList(3, items.length);
        for (String member : listed) {
            requireKnown(member);
            if (!members.add(member)) {
                throw refused("'" + member + "' is a member already, and each counts in one way only");
            }
        }
        define(items[1]);
        int threshold = switch (items[2]) {
            case "all" -> listed.size();
            case "any" -> 1;
            default -> threshold(items[2], listed.size());
        };
        groups.put(items[1], new WitnessPolicy.Group(threshold, listed));
    }

    private int threshold(String item, int most) {
        if (!THRESHOLD.matcher(item).matches() || Integer.parseInt(item) > most) {
            throw refused("a group wants all, any or 1 to " + most + " of its members, not '" + item + "'");
        }
        return Integer.parseInt(item);
    }

    private void quorum(String[] items) {
        requireCount(items, 2, 2, "quorum NAME");
        if (quorum != null) {
            throw refused("there is one quorum only");
        }
        if (!items[1].equals(WitnessPolicy.NONE)) {
            requireKnown(items[1]);
        }
        quorum = items[1];
    }

    private void define(String name) {
        if (name.equals(WitnessPolicy.NONE) || !names.add(name)) {
            throw refused("the name '" + name + "' is taken");
        }
    }

    private void requireKnown(String name) {
        if (!names.contains(name)) {
            throw refused("'" + name + "' is defined on no line before this one");
        }
    }

    private void requireCount(String[] items, int least, int most, String form) {
        if (items.length < least || items.length > most) {
            throw refused("the form is: " + form);
        }
    }

    private VerifierKey key(String item, Predicate<SignatureType> wanted, String otherwise) {
        try {
            VerifierKey key =
                    VerifierKey.parse(new String(item.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            if (wanted.test(key.type())) {
                return key;
            }
        } catch (NoteException e) {
            throw new PolicyException("Line " + line + " of the policy: " + e.getMessage(), e);
        }
        throw refused(otherwise);
    }

    private URI address(String item) {
        try {
            URI address = new URI(item);
            String scheme = address.getScheme();
            if (("https".equals(scheme) || "http".equals(scheme))
                    && address.getHost() != null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new PolicyException("Line " + line + " of the policy: '" + item + "' is no address", e);
        }
        throw refused("an address begins with https:// or http:// and a host, without ? and #, unlike '" + item + "'");
    }

    private PolicyException refused(String sentence) {
        return new PolicyException("Line " + line + " of the policy: " + sentence);
    }
}
