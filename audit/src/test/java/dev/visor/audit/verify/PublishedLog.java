package dev.visor.audit.verify;

import dev.visor.audit.TestTrail;
import dev.visor.audit.note.LogKeys;
import dev.visor.audit.note.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A log that was published once, for tests that each take a copy.
 *
 * @param folder of the log
 * @param origin its name
 * @param keys that signed it
 * @param heads every checkpoint that it had, the newest last
 */
record PublishedLog(Path folder, String origin, LogKeys keys, List<SignedCheckpoint> heads) {

    /**
     * Publishes a log of shown views, two records each.
     *
     * @param size even
     * @param steps after which of the views, counted from 0, it is published as well: tiles of smaller trees stay beside the
     *     one of today
     */
    static PublishedLog of(Path home, int size, Set<Integer> steps) throws IOException {
        try (TestTrail t = new TestTrail(home)) {
            List<SignedCheckpoint> heads = new ArrayList<>();
            for (int i = 0; i < size / 2; i++) {
                t.sent(t.show(TestTrail.view(), TestTrail.person("p" + i % 3)));
                if (steps.contains(i) || i == size / 2 - 1) {
                    t.sequencer.step();
                    heads.add(t.published().checkpoint().orElseThrow());
                }
            }
            return new PublishedLog(home.resolve("trail").resolve(t.log), t.log, t.keys.keys(t.log), heads);
        }
    }

    LogCopy copiedTo(Path target) throws IOException {
        return LogCopy.of(folder, origin, target);
    }

    /** What a report holds against a log. */
    static List<String> faults(Report report) {
        return report.findings().stream()
                .filter(Finding::fault)
                .map(Finding::sentence)
                .toList();
    }
}
