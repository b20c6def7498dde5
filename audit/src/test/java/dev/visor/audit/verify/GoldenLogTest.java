package dev.visor.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.log.LogFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A log of 260 leaves as version 1 published it: every later verifier must accept it. */
class GoldenLogTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/v1");
    private static final Path LOG = GOLDEN.resolve("log");

    @Test
    void verifies() throws IOException {
        Report report = new TrailVerifier(LOG, new LogFolder(LOG).keys(), null).verify();
        assertThat(report.findings()).noneMatch(Finding::fault);
        assertThat(report.size()).isEqualTo(260);
        assertThat(new LogFolder(LOG).checkpoint().orElseThrow().checkpoint().root())
                .hasToString("zmZVccw/fXpiQsW8ZorUyeFzYjhOJSEMWj7X9REErl4=");
    }

    @Test
    void hasAReceiptThatVerifies() throws IOException {
        TlogProof proof = TlogProof.parse(Files.readString(GOLDEN.resolve("leaf-41.tlog-proof")));
        proof.verify(new LogFolder(LOG).keys());
        assertThat(proof.inclusion().index()).isEqualTo(41);
    }

    @Test
    void isUnderstoodLeafByLeaf() throws IOException {
        for (int i = 0; i < 260; i++) {
            byte[] leaf = Entries.read(new LogFolder(LOG), i, 260);
            assertThat(dev.visor.audit.record.Leaf.read(leaf).toBytes()).isEqualTo(leaf);
        }
    }
}
