package dev.visor.audit.report;

import dev.visor.audit.json.CanonicalJson;
import dev.visor.audit.record.ActionSpec;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Result;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The accounting of disclosures of 45 CFR 164.528, made of a subject report and of nothing else, so that whoever has the
 * report can make it again and compare.
 *
 * <p>A disclosure is what left Visor as a file. What was done inside, by the client's own people, by annotators who work for
 * it, or by programs, is a use; it need not be accounted for, and is listed apart. Whoever made the file available outside of
 * these people knows of further disclosures, and Visor does not.
 *
 * @param report of which it is made; not yet proved
 * @param since the first moment that it covers
 * @param disclosures in the order of the first one of each line
 * @param uses likewise
 */
public record Accounting(SubjectReport report, Instant since, List<Line> disclosures, List<Line> uses) {

    /** The format's number. */
    public static final int VERSION = 1;

    /** How far back it reaches unless less is asked for, paragraph (a)(1). */
    public static final int YEARS = 6;

    /** What counts as what. */
    public static final List<String> SAYS = List.of(
            "Counted as a disclosure is what left Visor as a file: exports of landmarks, and files of records about this"
                    + " person. A file that was not sent to its end is counted, because some of it may have been read.",
            "Counted as a use, and listed apart, is what was done inside: by the people of the organisation whose log this is,"
                    + " by annotators and reviewers who work for it as its workforce or business associate, and by programs."
                    + " The report about this person, made for this person, is among the uses.",
            "Visor cannot know to whom a receiver passed a file on, nor which of these disclosures paragraph (a)(1) exempts:"
                    + " the organisation that holds the data has to say so.",
            "Receivers' addresses are not kept in the trail. Their names are those opened by the operator; the records prove"
                    + " the label beside each.");

    private static final String WHERE = "not kept in the trail; of the organisation whose log this is";

    private static final Map<String, String> FILES = Map.of(
            "export.download", "Landmarks of the face: coordinates, and no picture",
            "trail.export", "Records of the trail about this person: no picture");

    public Accounting {
        disclosures = List.copyOf(disclosures);
        uses = List.copyOf(uses);
    }

    /**
     * One disclosure, with those to the same receiver of the same kind for one purpose that followed, paragraph (b)(3).
     *
     * @param first in full
     * @param plain what its record says to a reader
     * @param ended how it ended; null where nothing tells
     * @param kind what it means
     * @param number how many, the first one included
     * @param last when the last one was
     */
    public record Line(
            Leaf first,
            long index,
            Map<String, String> plain,
            @Nullable Result ended,
            AccessKind kind,
            int number,
            Instant last) {

        public Line {
            plain = Map.copyOf(plain);
        }

        Line once(Leaf more) {
            return new Line(first, index, plain, ended, kind, number + 1, more.time());
        }

        /** To whom, or by whom. */
        public String who() {
            return plain.getOrDefault("actor", first.actor().label());
        }

        /** What, briefly. */
        public String what() {
            String file = FILES.get(first.action());
            if (file == null) {
                return Known.CATALOGUE
                        .find(first.action())
                        .map(ActionSpec::sentence)
                        .orElse(first.action());
            }
            String masks = first.facts().containsKey("masks") ? "; with the outline of the face as a mask" : "";
            String broken = ended == Result.SENT ? "" : "; not known to have been sent to its end";
            return file + masks + broken;
        }

        private Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("date", first.time().toString());
            json.put("who", who());
            json.put("label", first.actor().label());
            json.put("role", first.actor().role());
            json.put("what", what());
            json.put("purpose", first.purpose());
            json.put("basis", first.basis());
            json.put("kind", kind.label());
            json.put("action", first.action());
            json.put("record", first.id().toString());
            json.put("index", index);
            json.put("number", (long) number);
            json.put("last", last.toString());
            return json;
        }
    }

    /** The last six years before the report was made. */
    public static Accounting of(SubjectReport report) {
        return of(
                report, report.made().atOffset(ZoneOffset.UTC).minusYears(YEARS).toInstant());
    }

    /**
     * Makes the accounting.
     *
     * @param since earlier records are left out
     * @throws IllegalArgumentException if the report holds what is no record
     */
    public static Accounting of(SubjectReport report, Instant since) {
        Accesses accesses = report.accesses();
        Map<List<String>, Line> disclosures = new LinkedHashMap<>();
        Map<List<String>, Line> uses = new LinkedHashMap<>();
        for (ProvedRecord record : report.records()) {
            Leaf leaf = record.read();
            Optional<AccessKind> kind = accesses.kind(leaf);
            if (kind.isEmpty() || leaf.time().isBefore(since) || !opens(kind.get())) {
                continue;
            }
            List<String> line = List.of(
                    leaf.actor().label(),
                    leaf.actor().role(),
                    leaf.purpose(),
                    leaf.basis(),
                    leaf.action(),
                    kind.get().label());
            Line one = new Line(
                    leaf,
                    record.inclusion().index(),
                    record.plain(),
                    accesses.ended(leaf).orElse(null),
                    kind.get(),
                    1,
                    leaf.time());
            (FILES.containsKey(leaf.action()) ? disclosures : uses).merge(line, one, (lines, _) -> lines.once(leaf));
        }
        return new Accounting(report, since, new ArrayList<>(disclosures.values()), new ArrayList<>(uses.values()));
    }

    /** Whether anything about the person was opened to somebody or something. */
    private static boolean opens(AccessKind kind) {
        return switch (kind) {
            case SHOWN, PREFETCHED, NOT_SHOWN, WORKED_ON, EXPORTED, MACHINE_ONLY, ASKED -> true;
            case REFUSED, WITHDRAWN, HANDLED -> false;
        };
    }

    /** Where a receiver is, as far as Visor knows. */
    static String address() {
        return WHERE;
    }

    /** {@code accounting.json}: RFC 8785 canonical JSON. */
    public byte[] toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("v", VERSION);
        json.put("kind", "visor-accounting-of-disclosures");
        json.put("rule", "45 CFR 164.528(b)");
        json.put("log", report.checkpoint().checkpoint().origin());
        json.put("subject", report.subject());
        json.put("made", report.made().toString());
        json.put("since", since.toString());
        json.put("address", WHERE);
        json.put("says", SAYS);
        json.put("disclosures", disclosures.stream().map(Line::toJson).toList());
        json.put("uses", uses.stream().map(Line::toJson).toList());
        return CanonicalJson.write(json);
    }

    @Override
    public String toString() {
        return "Accounting[" + disclosures.size() + " disclosures, " + uses.size() + " uses]";
    }

    /** Read at the first use. */
    private static final class Known {
        private static final Catalogue CATALOGUE = Catalogue.load();

        private Known() {}
    }
}
