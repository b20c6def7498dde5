package dev.visor.audit.verify;

import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.PolicyText;
import dev.visor.audit.record.Leaf;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the policy sets in a log's folder against the records that name them. A set that a record says was kept must be
 * there; records of earlier versions do not say so, and one of theirs that is missing is a remark.
 */
final class PolicySets {

    private final LogFolder folder;
    private final Findings findings;
    private final Map<String, Boolean> present = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private @Nullable String settled;

    PolicySets(LogFolder folder, Findings findings) {
        this.folder = folder;
        this.findings = findings;
    }

    void follow(long index, Leaf leaf) throws IOException {
        String hash = leaf.facts().get(PolicyText.SET);
        if (hash == null || hash.equals(settled)) {
            return;
        }
        boolean kept = leaf.facts().containsKey(PolicyText.KEPT);
        @Nullable Boolean there = present.get(hash);
        if (there == null) {
            there = read(index, hash);
            present.put(hash, there);
        }
        if (there) {
            settled = hash;
        } else if (told.add(hash + kept)) {
            String missing = "leaf " + index + ": the policies that it was decided by are missing, "
                    + LogFolder.policiesPath(hash);
            if (kept) {
                findings.fault(Aspect.COMPLETENESS, missing);
            } else {
                findings.remark(Aspect.COMPLETENESS, missing + "; its version of Visor did not keep them yet");
            }
        }
    }

    private boolean read(long index, String hash) throws IOException {
        if (!PolicyText.isName(hash)) {
            findings.fault(Aspect.INTEGRITY, "leaf " + index + ": it names its policies by what is no hash");
            return true;
        }
        try {
            if (!PolicyText.parse(folder.policies(hash)).hash().equals(hash)) {
                findings.fault(
                        Aspect.INTEGRITY,
                        "leaf " + index + ": the file " + LogFolder.policiesPath(hash)
                                + " does not hold the policies that it was decided by");
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IllegalArgumentException e) {
            findings.fault(
                    Aspect.INTEGRITY,
                    "leaf " + index + ": the file " + LogFolder.policiesPath(hash) + " holds no policies: "
                            + e.getMessage());
            return true;
        }
    }

    long count() {
        return present.values().stream().filter(there -> there).count();
    }
}
