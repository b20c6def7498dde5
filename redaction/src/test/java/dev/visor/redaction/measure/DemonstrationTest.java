package dev.visor.redaction.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.redaction.Installed;
import dev.visor.redaction.render.ViewShape;
import dev.visor.redaction.worker.Claim;
import dev.visor.redaction.worker.Redacted;
import dev.visor.redaction.worker.RedactionOrder;
import dev.visor.redaction.worker.Redactor;
import dev.visor.redaction.worker.ViewRules;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What makes detection hide more must not make the demonstration's faces wait for a person. */
class DemonstrationTest {

    private static final ViewRules RULES = new ViewRules(ViewShape.FACE_OVAL, 0.15, 1024, 24, 128, false);

    @Test
    void givesEveryClaimedFaceItsView() throws Exception {
        List<String> waiting = new ArrayList<>();
        int views = 0;
        try (Redactor redactor = Redactor.from(Installed.once().models())) {
            for (Labelled picture : Truth.ofSamples()) {
                List<Claim> claims = new ArrayList<>();
                picture.boxes().forEach(box -> claims.add(new Claim(claims.size(), box)));
                Redacted redacted = redactor.redact(
                        Files.readAllBytes(picture.file()), new RedactionOrder(new UUID(1, 1), 1, claims, RULES));
                views += redacted.targets().size();
                redacted.unmatched()
                        .forEach((row, why) -> waiting.add(picture.file().getFileName() + " " + why));
            }
            assertThat(views + waiting.size()).isEqualTo(22);
            assertThat(waiting).hasSizeLessThanOrEqualTo(redactor.fallbackDetector() ? 1 : 0);
        }
    }
}
