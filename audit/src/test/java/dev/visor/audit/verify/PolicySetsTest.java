package dev.visor.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.TestTrail;
import dev.visor.audit.log.LogFolder;
import dev.visor.audit.log.PolicyText;
import dev.visor.audit.log.Rules;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.record.Details;
import dev.visor.audit.verify.Finding.Aspect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that records name must lie beside the log, and be those. */
class PolicySetsTest {

    @TempDir
    Path place;

    private final PolicyText rules = Rules.text("permit (principal, action, resource);");
    private TestTrail trail;

    @BeforeEach
    void open() {
        trail = new TestTrail(place);
    }

    @AfterEach
    void close() {
        trail.close();
    }

    private Report verifiedWith(Map<String, String> facts) throws IOException {
        Details like = TestTrail.details("task.lease", List.of(), List.of());
        trail.trail.append(
                trail.log,
                Catalogue.load()
                        .event(new Details(
                                like.action(),
                                like.actor(),
                                like.purpose(),
                                like.basis(),
                                List.of(),
                                List.of(),
                                facts,
                                like.sealed())));
        trail.sequencer.step();
        return verify();
    }

    private Report verify() throws IOException {
        return new TrailVerifier(trail.published().path(), null, null).verify();
    }

    private Map<String, String> kept() {
        return Map.of(PolicyText.SET, rules.hash(), PolicyText.KEPT, PolicyText.YES);
    }

    private Path file() {
        return trail.published().path().resolve(LogFolder.policiesPath(rules.hash()));
    }

    @Test
    void acceptsASetThatIsThere() throws IOException {
        trail.published().writePolicies(rules);
        Report report = verifiedWith(kept());

        assertThat(report.passed()).isTrue();
        assertThat(report.checked().get(Aspect.COMPLETENESS)).contains("1 policy sets");
    }

    @Test
    void missesASetThatTheRecordSaysWasKept() throws IOException {
        assertThat(PublishedLog.faults(verifiedWith(kept())))
                .singleElement()
                .asString()
                .contains("leaf 0: the policies that it was decided by are missing", rules.hash());
    }

    @Test
    void missesItAlsoBehindARecordThatDoesNotSaySo() throws IOException {
        verifiedWith(Map.of(PolicyText.SET, rules.hash()));
        assertThat(PublishedLog.faults(verifiedWith(kept())))
                .singleElement()
                .asString()
                .contains("leaf 1:");
    }

    @Test
    void remarksOnASetThatAnEarlierVersionDidNotKeep() throws IOException {
        Report report = verifiedWith(Map.of(PolicyText.SET, rules.hash()));

        assertThat(report.passed()).isTrue();
        assertThat(report.findings())
                .extracting(Finding::sentence)
                .anyMatch(sentence -> sentence.contains("did not keep them yet"));
    }

    @Test
    void findsAnAlteredSet() throws IOException {
        trail.published().writePolicies(rules);
        verifiedWith(kept());
        Files.write(file(), Rules.text("forbid (principal, action, resource);").bytes());
        assertThat(PublishedLog.faults(verify())).singleElement().asString().contains("does not hold the policies");

        Files.writeString(file(), "permit everything");
        assertThat(PublishedLog.faults(verify())).singleElement().asString().contains("holds no policies");
    }

    @Test
    void findsANameThatIsNoHash() throws IOException {
        assertThat(PublishedLog.faults(verifiedWith(Map.of(PolicyText.SET, "../../checkpoint"))))
                .singleElement()
                .asString()
                .contains("by what is no hash");
    }
}
