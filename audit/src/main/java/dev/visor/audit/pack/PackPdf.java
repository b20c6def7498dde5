package dev.visor.audit.pack;

import dev.visor.audit.log.PolicyText;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.pdf.PdfPages;
import dev.visor.audit.record.ActionSpec;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Result;
import dev.visor.audit.timestamp.TimeToken;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The pack to read. Of very many records it lists the first ones: {@code records.txt} has them all. */
final class PackPdf {

    /** More would be thousands of pages. */
    static final int LISTED = 2_000;

    private static final List<Integer> COLUMNS = List.of(9, 20, 32, 25, 22, 17);

    private final PackContent content;
    private final Catalogue catalogue = Catalogue.load();
    private final Map<UUID, Result> ends = new HashMap<>();

    PackPdf(PackContent content) {
        this.content = content;
        for (Leaf leaf : content.found().values()) {
            if (leaf.intent() != null && leaf.result() != null) {
                ends.put(leaf.intent(), leaf.result());
            }
        }
    }

    byte[] write() throws IOException {
        SignedCheckpoint head = content.head();
        try (PdfPages pages = new PdfPages("Evidence from an audit trail")) {
            pages.heading("Evidence from an audit trail");
            pages.paragraph(
                    "This page is for reading. The evidence is in the folder proofs/ of the same archive; visor-audit"
                            + " makes this document anew from it and refuses another.");
            pages.heading("What was asked");
            pages.paragraph("Records");
            for (String condition : content.filter().words()) {
                pages.indented(condition);
            }
            pages.heading("From which log");
            pages.indented("Log: " + head.checkpoint().origin());
            pages.indented("Checkpoint: " + head.checkpoint().size() + " records, root "
                    + head.checkpoint().root());
            pages.indented("Signed by the log: " + content.signed());
            pages.indented("In this pack: " + content.found().size() + " of "
                    + head.checkpoint().size() + " records");
            pages.heading("Who vouches for it");
            vouchers(pages, head);
            pages.heading("Policies in force");
            policies(pages);
            list(pages, "What this proves", PackWords.PROVES);
            list(pages, "What this does not prove", PackWords.DOES_NOT_PROVE);
            list(pages, "How to check it", PackWords.TO_CHECK);
            pages.heading("The records");
            records(pages);
            return pages.toBytes();
        }
    }

    private void vouchers(PdfPages pages, SignedCheckpoint head) throws IOException {
        pages.indented("The log itself, by an Ed25519 and an ML-DSA-44 signature over the checkpoint.");
        List<String> others = head.signatures().stream()
                .filter(line -> !line.by(content.keys().ed25519())
                        && !line.by(content.keys().mlDsa44()))
                .map(SignedCheckpoint.Line::name)
                .distinct()
                .sorted()
                .toList();
        pages.indented(
                others.isEmpty()
                        ? "No witness: the checkpoint bears no other signature."
                        : "The checkpoint bears lines of " + String.join(", ", others)
                                + "; whether these are theirs, their keys show, which are not in this pack.");
        TimeToken token = content.token();
        pages.indented(
                token == null
                        ? "No time token in this pack: the times are the operator's own."
                        : "A time token (checkpoint.tsr, RFC 3161) says that the checkpoint, and so each of these records,"
                                + " existed at " + token.time()
                                + "; whether its maker is to be trusted shows with --tsa.");
    }

    private void policies(PdfPages pages) throws IOException {
        Map<String, Uses> sets = new TreeMap<>();
        for (Leaf leaf : content.found().values()) {
            String hash = leaf.facts().get(PolicyText.SET);
            if (hash != null) {
                sets.computeIfAbsent(hash, _ -> new Uses(leaf.time())).add(leaf);
            }
        }
        if (sets.isEmpty()) {
            pages.paragraph("None of these records was decided by a policy.");
        }
        for (Map.Entry<String, Uses> set : sets.entrySet()) {
            Uses uses = set.getValue();
            PolicyText text = content.policies().get(set.getKey());
            pages.paragraph("Policy set " + set.getKey());
            pages.indented("decided " + uses.count + " of these records, from " + uses.first + " to " + uses.last);
            pages.indented("Rules that decided: " + String.join(", ", uses.rules));
            pages.indented(
                    text == null
                            ? "Its text was not kept with this log by the version of Visor that wrote these records."
                            : "Its text is in policies/" + set.getKey() + ": "
                                    + String.join(", ", text.files().keySet()));
            pages.space(4);
        }
    }

    /** What a policy set decided. */
    private static final class Uses {
        private final Instant first;
        private Instant last;
        private int count;
        private final TreeSet<String> rules = new TreeSet<>();

        Uses(Instant first) {
            this.first = first;
            this.last = first;
        }

        void add(Leaf leaf) {
            last = leaf.time();
            count++;
            rules.addAll(List.of(leaf.facts().getOrDefault("policies", "").split(",", -1)));
        }
    }

    private void records(PdfPages pages) throws IOException {
        if (content.found().size() > LISTED) {
            pages.paragraph("The first " + LISTED + " of " + content.found().size()
                    + "; records.txt lists all, and proofs/ holds them.");
        }
        pages.row(COLUMNS, List.of("Leaf", "Time", "What", "Who", "Purpose; legal basis", "How it ended"));
        for (Map.Entry<Long, Leaf> record :
                content.found().entrySet().stream().limit(LISTED).collect(Collectors.toList())) {
            Leaf leaf = record.getValue();
            pages.row(
                    COLUMNS,
                    List.of(
                            Long.toString(record.getKey()),
                            leaf.time().toString(),
                            catalogue
                                    .find(leaf.action())
                                    .map(ActionSpec::sentence)
                                    .orElse(leaf.action()),
                            leaf.actor().role() + ", " + leaf.actor().label(),
                            leaf.purpose() + "; " + leaf.basis(),
                            ended(leaf)));
        }
    }

    private String ended(Leaf leaf) {
        Result own = leaf.result();
        Result end = ends.get(leaf.id());
        if (own != null) {
            return own.label() + " (the outcome of an act)";
        }
        if (end != null) {
            return end.label();
        }
        return catalogue.find(leaf.action()).map(ActionSpec::outcomeWanted).orElse(false)
                ? "no outcome in this pack"
                : "";
    }

    private static void list(PdfPages pages, String title, List<String> sentences) throws IOException {
        pages.heading(title);
        for (String sentence : sentences) {
            pages.paragraph(sentence);
        }
    }
}
