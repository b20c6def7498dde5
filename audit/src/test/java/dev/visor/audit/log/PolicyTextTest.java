package dev.visor.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTextTest {

    @TempDir
    Path folder;

    @Test
    void isNamedByWhatSha256sumShows() throws Exception {
        PolicyText rules = Rules.text("permit (principal, action, resource);");
        new LogFolder(folder).writePolicies(rules);
        Process sha256sum = new ProcessBuilder("sha256sum", rules.hash())
                .directory(folder.resolve("policies").toFile())
                .start();

        assertThat(new String(sha256sum.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith(rules.hash());
        assertThat(rules.files())
                .containsEntry("rules.cedar", "permit (principal, action, resource);")
                .containsOnlyKeys("schema.cedarschema", "rules.cedar");
    }

    @Test
    void mendsAFileThatIsNotWhatItsNameSays() throws IOException {
        PolicyText rules = Rules.text("permit");
        LogFolder log = new LogFolder(folder);
        log.writePolicies(rules);
        Files.writeString(folder.resolve(LogFolder.policiesPath(rules.hash())), "something else");
        log.writePolicies(rules);

        assertThat(log.policies(rules.hash())).isEqualTo(rules.bytes());
    }

    @Test
    void takesNothingThatDoesNotAddUp() {
        byte[] whole = Rules.parts("a.cedar", "permit");
        for (byte[] bytes : new byte[][] {
            Arrays.copyOf(whole, whole.length - 1),
            Arrays.copyOf(whole, whole.length + 1),
            Rules.parts("a.cedar"),
            Rules.parts("a.cedar", "permit", "a.cedar", "forbid"),
            Rules.parts("../a.cedar", "permit"),
            Rules.parts("", "permit"),
            {-1, -1, -1, -1},
            new byte[PolicyText.LONGEST + 1],
        }) {
            assertThatThrownBy(() -> PolicyText.parse(bytes)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(PolicyText.parse(whole).files()).hasSize(1);
    }
}
