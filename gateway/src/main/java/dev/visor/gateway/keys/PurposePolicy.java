package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For which purposes a domain's custodian unwraps: {@code DOMAIN.purposes} beside the keys, lines {@code deny PURPOSE} or
 * {@code allow PURPOSE}, and {@code #} for remarks. Without the file, or with an empty one, every purpose is served; with
 * {@code allow} no other. A changed file counts from the next unwrapping on; one that cannot be read denies everything.
 */
final class PurposePolicy {

    private static final Logger log = LoggerFactory.getLogger(PurposePolicy.class);
    private static final Pattern LINE = Pattern.compile("(allow|deny)[ \\t]+([a-z][a-z0-9.-]*)");

    private final Domain domain;
    private final Path file;
    private Rules rules = Rules.NONE;
    private @Nullable Object seen;

    private PurposePolicy(Domain domain, Path file) {
        this.domain = domain;
        this.file = file;
    }

    /**
     * Reads the domain's file.
     *
     * @throws IOException if there is one that is not well-formed, or that others may touch
     */
    static PurposePolicy of(Path folder, Domain domain) throws IOException {
        PurposePolicy policy = new PurposePolicy(domain, folder.resolve(domain.label() + ".purposes"));
        policy.seen = policy.identity();
        policy.rules = policy.read();
        return policy;
    }

    /**
     * Requires that keys may be unwrapped for a purpose.
     *
     * @throws PurposeDeniedException if they may not
     */
    synchronized void require(String purpose) {
        try {
            Object now = identity();
            if (!Objects.equals(now, seen)) {
                rules = Rules.ALL_DENIED; // until it is read
                rules = read();
                seen = now;
            }
        } catch (IOException e) {
            log.error("The purposes of {} cannot be read, so all are denied: {}", domain.label(), e.getMessage());
        }
        if (!rules.serve(purpose)) {
            throw new PurposeDeniedException(domain, purpose);
        }
    }

    private Rules read() throws IOException {
        if (!Files.exists(file)) {
            return Rules.NONE;
        }
        PrivateFile.require(file);
        Set<String> allowed = new HashSet<>();
        Set<String> denied = new HashSet<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String text = line.replaceFirst("#.*", "").strip();
            if (!text.isEmpty()) {
                var match = LINE.matcher(text);
                if (!match.matches()) {
                    throw new IOException(
                            "A line of " + file.getFileName() + " is 'allow PURPOSE' or 'deny PURPOSE', nothing else");
                }
                (match.group(1).equals("allow") ? allowed : denied).add(match.group(2));
            }
        }
        return new Rules(allowed.isEmpty() ? null : Set.copyOf(allowed), Set.copyOf(denied));
    }

    private @Nullable Object identity() throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        Map<String, Object> seenNow = Files.readAttributes(file, "unix:ino,ctime,size");
        return Map.copyOf(seenNow);
    }

    private record Rules(@Nullable Set<String> allowed, Set<String> denied) {

        static final Rules NONE = new Rules(null, Set.of());
        static final Rules ALL_DENIED = new Rules(Set.of(), Set.of());

        boolean serve(String purpose) {
            return (allowed == null || allowed.contains(purpose)) && !denied.contains(purpose);
        }
    }
}
