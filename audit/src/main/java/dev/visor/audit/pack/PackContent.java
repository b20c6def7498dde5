package dev.visor.audit.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.log.PolicyText;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.record.ActionSpec;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.timestamp.TimeToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything in a pack beside the proofs, made of what is proved: whoever makes a pack and whoever checks it do so by the same
 * code, so that nothing to read can say another thing than the evidence.
 *
 * @param head the checkpoint, verified
 * @param keys that signed it
 * @param filter what was asked
 * @param found the records by leaf index
 * @param policies the sets that the records name, by hash; those that earlier versions did not keep are missing
 * @param token over the checkpoint; null where there is none
 */
record PackContent(
        SignedCheckpoint head,
        VerifierKeys keys,
        PackFilter filter,
        SortedMap<Long, Leaf> found,
        SortedMap<String, PolicyText> policies,
        @Nullable TimeToken token) {

    static final String README = "README.txt";
    static final String QUESTION = "pack.json";
    static final String KEYS = "log.vkey";
    static final String CHECKPOINT = "checkpoint";
    static final String TOKEN = "checkpoint.tsr";
    static final String RECORDS = "records.txt";
    static final String SUMMARY = "summary.pdf";
    static final String POLICIES = "policies/";
    static final String PROOFS = "proofs/";
    static final long VERSION = 1;

    /** Who makes the texts of a pack: another version may use other words, and other bytes for the same PDF. */
    static final String PROGRAM = "visor-audit 0.1.0";

    private static final String PROOF = ".tlog-proof";

    static String proofName(long index) {
        return PROOFS + String.format(java.util.Locale.ROOT, "%012d", index) + PROOF;
    }

    /** The files by their names, in the order in which they stand in the archive. */
    Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(README, readme().getBytes(UTF_8));
        files.put(SUMMARY, new PackPdf(this).write());
        files.put(QUESTION, CanonicalJson.write(question()));
        files.put(KEYS, keys.file().getBytes(UTF_8));
        files.put(CHECKPOINT, head.note().getBytes(UTF_8));
        if (token != null) {
            files.put(TOKEN, token.encoded());
        }
        files.put(RECORDS, lines().getBytes(UTF_8));
        policies.forEach((hash, policy) -> {
            files.put(POLICIES + hash, policy.bytes());
            policy.files().forEach((name, text) -> files.put(POLICIES + hash + ".files/" + name, text.getBytes(UTF_8)));
        });
        return files;
    }

    /** When the log signed. */
    Instant signed() {
        Instant signed = head.signedAt(keys);
        return signed == null ? Instant.EPOCH : signed;
    }

    private Map<String, Object> question() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("asked", filter.toJson());
        json.put("count", (long) found.size());
        json.put("log", head.checkpoint().origin());
        json.put("program", PROGRAM);
        json.put("size", head.checkpoint().size());
        json.put("v", VERSION);
        return json;
    }

    private String lines() {
        Catalogue catalogue = Catalogue.load();
        List<String> lines = new ArrayList<>();
        found.forEach((index, leaf) -> lines.add(String.join(
                "\t",
                Long.toString(index),
                leaf.time().toString(),
                leaf.actor().label(),
                leaf.actor().role(),
                leaf.purpose(),
                leaf.basis(),
                leaf.action(),
                catalogue.find(leaf.action()).map(ActionSpec::sentence).orElse(""),
                leaf.facts().getOrDefault(PolicyText.SET, ""))));
        return "index\ttime\tactor\trole\tpurpose\tbasis\taction\tmeaning\tpolicies\n" + String.join("\n", lines)
                + "\n";
    }

    private String readme() {
        StringBuilder text = new StringBuilder("""
                Records from an audit trail of Visor, for whoever has to judge them
                ====================================================================

                Log       %s
                Signed    %s
                Holds     %d records, of which %d are in this pack
                Policies  %d sets
                The same to read on paper is in summary.pdf.

                Asked was for records
                """.formatted(
                        head.checkpoint().origin(), signed(), head.checkpoint().size(), found.size(), policies.size()));
        filter.words().forEach(condition -> text.append(PackWords.wrapped("    ", condition)));
        section(text, "What this proves", PackWords.PROVES);
        section(text, "What this does not prove", PackWords.DOES_NOT_PROVE);
        section(text, "How to check it", PackWords.TO_CHECK);
        return text.toString();
    }

    private static void section(StringBuilder text, String title, List<String> paragraphs) {
        text.append('\n')
                .append(title)
                .append('\n')
                .append("-".repeat(title.length()))
                .append('\n');
        paragraphs.forEach(paragraph -> text.append(PackWords.wrapped("- ", paragraph)));
    }
}
