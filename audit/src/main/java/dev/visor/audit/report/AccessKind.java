package dev.visor.audit.report;

import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.record.Result;
import dev.visor.audit.record.Shape;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a record means to the person whom it is about. */
public enum AccessKind {
    /** Somebody was sent a picture of the person, to the last byte. */
    SHOWN("Shown to somebody"),
    /** A program fetched a picture ahead, to the last byte, and no record says that anybody looked at it. */
    PREFETCHED("Fetched ahead, and not known to be shown"),
    /** A picture was about to be shown, and was not sent completely: nobody can say how much of it was seen. */
    NOT_SHOWN("Asked for, not delivered"),
    /** Landmarks or remarks, which are of the face but no picture of it, were opened or changed by somebody. */
    WORKED_ON("Worked on"),
    /** Something about the person was written into an export, opened for one, or fetched with one. */
    EXPORTED("Exported"),
    /** A program worked on the picture; nobody saw it. */
    MACHINE_ONLY("Seen by a program only"),
    /** Somebody asked and was refused. */
    REFUSED("Refused"),
    /** A view was withheld, a batch taken back, or keys destroyed. */
    WITHDRAWN("Withdrawn"),
    /** The trail was asked about the person. */
    ASKED("The trail was asked"),
    /** Anything else: uploads, releases, consent. */
    HANDLED("Handled");

    /** The fact by which a request says that its picture is fetched ahead and not on the screen yet. */
    static final String AHEAD = "ahead";

    private static final Set<String> PICTURES = Set.of(
            "view.show", "view.review", "original.show", "original.break-glass", "export.preview", "batch.review");

    /** They disclose records, and nothing of a face. */
    private static final Set<String> ANSWERS = Set.of("subject.report", "trail.export", "people.read");

    private static final Set<String> WITHDRAWALS = Set.of("batch.withdraw", "object.destroy-keys", "view.report");

    private final String words;

    AccessKind(String words) {
        this.words = words;
    }

    /** The acts that show a picture of a person, or were about to. */
    public static Set<String> pictures() {
        return PICTURES;
    }

    /** The name in JSON, such as {@code not-shown}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same for readers. */
    public String words() {
        return words;
    }

    /**
     * What a record means by itself: what was fetched ahead may have been shown later, which {@link Accesses} knows.
     *
     * @param ended how the act ended, from its outcome's record; null where there is none
     */
    public static AccessKind of(Leaf leaf, @Nullable Result ended) {
        if (leaf.shape() == Shape.REFUSAL) {
            return REFUSED;
        }
        if (WITHDRAWALS.contains(leaf.action())) {
            return WITHDRAWN;
        }
        if (PICTURES.contains(leaf.action())) {
            // An act for which no outcome is wanted has shown what it says at once.
            boolean told = ended != null || outcomeWanted(leaf.action());
            if (told && ended != Result.SENT) {
                return NOT_SHOWN;
            }
            return leaf.facts().containsKey(AHEAD) ? PREFETCHED : SHOWN;
        }
        if (ANSWERS.contains(leaf.action())) {
            return ASKED;
        }
        return switch (leaf.shape()) {
            case DISCLOSURE -> leaf.action().startsWith("export.") ? EXPORTED : WORKED_ON;
            case WORK -> WORKED_ON;
            case PROCESSING, KEY_USE -> MACHINE_ONLY;
            case QUERY -> ASKED;
            default -> HANDLED;
        };
    }

    private static boolean outcomeWanted(String action) {
        return Known.CATALOGUE.find(action).map(spec -> spec.outcomeWanted()).orElse(false);
    }

    /** Read at the first use. */
    private static final class Known {
        private static final Catalogue CATALOGUE = Catalogue.load();

        private Known() {}
    }
}
