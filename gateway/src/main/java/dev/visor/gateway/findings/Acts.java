package dev.visor.gateway.findings;

import dev.visor.audit.search.DayRow;
import java.util.Set;

/** The acts that rules look at. */
final class Acts {

    /** A picture of a person is about to be shown to somebody. */
    static final Set<String> SHOWING =
            Set.of("view.show", "view.review", "original.show", "original.break-glass", "export.preview");

    /** Something is about to be taken away. */
    static final Set<String> TAKING = Set.of("export.create", "export.download", "trail.export", "subject.report");

    /** Something was done with a view that was shown. */
    static final Set<String> WORK = Set.of(
            "annotation.draft", "annotation.submit", "comment.add", "task.release", "task.recuse", "view.report");

    private Acts() {}

    static boolean refused(DayRow row) {
        return "refused".equals(row.outcome());
    }
}
