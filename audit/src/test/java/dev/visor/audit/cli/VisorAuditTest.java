package dev.visor.audit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.TestTrail;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VisorAuditTest {

    @TempDir
    static Path place;

    private static Path log = Path.of("none");

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void publish() {
        try (TestTrail t = new TestTrail(place)) {
            for (int i = 0; i < 5; i++) {
                t.sent(t.show(TestTrail.view()));
            }
            t.sequencer.step();
            log = t.published().path();
        }
    }

    private int run(Object... args) {
        out.getBuffer().setLength(0);
        CommandLine program = VisorAudit.commandLine();
        program.setOut(new PrintWriter(out));
        program.setErr(new PrintWriter(out));
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        return program.execute(words);
    }

    @Test
    void tellsThreeLinesAndAVerdict() {
        assertThat(run("verify", log, "--key", log.resolve("log.vkey"))).isZero();
        assertThat(out.toString())
                .contains("INTEGRITY    pass")
                .contains("COMPLETENESS pass")
                .contains("TIMELINESS   pass")
                .endsWith("visor-audit: PASS\n");
    }

    @Test
    void verifiesEveryLogBelowAFolder() {
        assertThat(run("verify", place.resolve("trail"))).isZero();
        assertThat(out.toString()).contains("10 leaves");
    }

    @Test
    void failsAndNamesTheLeafInACopyWithOneByteChanged(@TempDir Path copy) throws IOException {
        for (String file : new String[] {"checkpoint", "log.vkey", "tile/0/000.p/10", "tile/entries/000.p/10"}) {
            Files.createDirectories(copy.resolve(file).getParent());
            Files.copy(log.resolve(file), copy.resolve(file));
        }
        byte[] entries = Files.readAllBytes(copy.resolve("tile/entries/000.p/10"));
        entries[entries.length - 100] ^= 1;
        Files.write(copy.resolve("tile/entries/000.p/10"), entries);

        assertThat(run("verify", copy)).isEqualTo(VisorAudit.FAIL);
        assertThat(out.toString())
                .contains("leaf 9: its bytes are not those that were logged")
                .endsWith("visor-audit: FAIL\n");
        assertThat(run("verify", copy, "--json")).isEqualTo(VisorAudit.FAIL);
        assertThat(out.toString()).startsWith("{\"logs\":[").contains("\"pass\":false");
    }

    @Test
    void aBrokenBundleIsAFailureInOneLineAndNoStackTrace(@TempDir Path copy) throws IOException {
        for (String file : new String[] {"checkpoint", "log.vkey", "tile/0/000.p/10", "tile/entries/000.p/10"}) {
            Files.createDirectories(copy.resolve(file).getParent());
            Files.copy(log.resolve(file), copy.resolve(file));
        }
        byte[] entries = Files.readAllBytes(copy.resolve("tile/entries/000.p/10"));
        int first = (entries[0] & 0xff) << 8 | (entries[1] & 0xff);
        // An older bundle beside it, as the log had when it was smaller.
        Files.write(copy.resolve("tile/entries/000.p/5"), java.util.Arrays.copyOf(entries, 100));
        entries[2 + first] ^= (byte) 0xff;
        Files.write(copy.resolve("tile/entries/000.p/10"), entries);

        assertThat(run("verify", copy)).isEqualTo(VisorAudit.FAIL);
        assertThat(out.toString())
                .contains("FAULT  leaf 1: the bundle")
                .doesNotContain("Exception", "\tat ")
                .endsWith("visor-audit: FAIL\n");
    }

    @Test
    void whateverTripsACommandUpIsAFailure(@TempDir Path copy) throws IOException {
        Files.createDirectories(copy.resolve("tile/entries/000.p"));
        Files.copy(log.resolve("checkpoint"), copy.resolve("checkpoint"));
        for (String leaf : new String[] {"{}", "not json", ""}) {
            byte[] bytes = ("\0" + (char) leaf.length() + leaf).repeat(10).getBytes(StandardCharsets.ISO_8859_1);
            Files.write(copy.resolve("tile/entries/000.p/10"), bytes);

            assertThat(run("show", copy, 3)).as(leaf).isEqualTo(VisorAudit.FAIL);
            assertThat(out.toString()).doesNotContain("\tat ").endsWith("visor-audit: FAIL\n");
        }
    }

    @Test
    void showsALeafWithItsSentence() {
        assertThat(run("show", log, 0)).isZero();
        assertThat(out.toString())
                .contains("\"action\":\"view.show\"")
                .contains("as annotator: A restricted view of one face is about to be shown.");
        assertThat(run("show", log, 10)).isEqualTo(VisorAudit.USAGE);
    }

    @Test
    void makesAReceiptThatChecksWithNothingButTheKeys(@TempDir Path elsewhere) throws IOException {
        assertThat(run("receipt", "make", log, 7)).isZero();
        String proof = out.toString();
        Path file = elsewhere.resolve("record.tlog-proof");
        Files.writeString(file, proof);
        assertThat(run("receipt", "check", file, "--key", log.resolve("log.vkey")))
                .isZero();
        assertThat(out.toString()).contains("leaf 7 of visor/").endsWith("visor-audit: PASS\n");

        // Index equal to the size, another leaf, a path that is too long or too short.
        String line = proof.lines().skip(3).findFirst().orElseThrow();
        for (String forged : new String[] {
            proof.replace("\nindex 7\n", "\nindex 10\n"),
            proof.replace("\nindex 7\n", "\nindex 11\n"),
            proof.replace("\nindex 7\n", "\nindex 999999999999999999\n"),
            proof.replace("\nindex 7\n", "\nindex 6\n"),
            proof.replace("\nindex 7\n", "\nindex 07\n"),
            proof.replace(line + "\n", ""),
            proof.replace(line + "\n", line + "\n" + line + "\n"),
            proof.replaceFirst("extra .", "extra A"),
            proof.replace("\n10\n", "\n11\n"),
        }) {
            assertThat(forged).isNotEqualTo(proof);
            Files.writeString(file, forged);
            assertThat(run("receipt", "check", file, "--key", log.resolve("log.vkey")))
                    .as(forged)
                    .isEqualTo(VisorAudit.FAIL);
        }
    }

    @Test
    void packsAnIncidentByIdentifierOrFileAndChecksIt(@TempDir Path elsewhere) throws IOException {
        assertThat(run("show", log, 0)).isZero();
        String record = out.toString().replaceAll("(?s).*\"id\":\"([0-9a-f-]{36})\",\"log\".*", "$1");
        Path list = Files.writeString(elsewhere.resolve("records"), record + "\n\n");
        for (Object named : new Object[] {record, list}) {
            Path pack = elsewhere.resolve(named.equals(list) ? "of-a-file.zip" : "of-a-record.zip");
            assertThat(run("pack", "make", log, pack, "--records", named)).isZero();
            assertThat(out.toString()).startsWith("2 records are in ");
            assertThat(run("pack", "check", pack, "--key", log.resolve("log.vkey")))
                    .isZero();
            assertThat(out.toString()).endsWith("visor-audit: PASS\n");
        }
        Path none = elsewhere.resolve("none.zip");
        for (Object[] wrong : new Object[][] {
            {"--records", "00000000-0000-0000-0000-000000000000"},
            {"--records", Files.writeString(elsewhere.resolve("no-records"), "record one\n")},
            {"--records", Files.writeString(elsewhere.resolve("empty"), "\n")},
            {"--records", elsewhere.resolve("nothing-here")},
            {"--finding", "00000000-0000-0000-0000-000000000000"},
            {"--under", "stamped"},
            {"--under", "witnessed"},
        }) {
            assertThat(run("pack", "make", log, none, wrong[0], wrong[1]))
                    .as(wrong[0] + " " + wrong[1])
                    .isEqualTo(VisorAudit.USAGE);
            assertThat(none).doesNotExist();
        }
    }

    @Test
    void tellsWrongUseFromAFailure() {
        assertThat(run()).isEqualTo(VisorAudit.USAGE);
        assertThat(run("verify")).isEqualTo(VisorAudit.USAGE);
        assertThat(run("verify", place.resolve("nothing-here"))).isEqualTo(VisorAudit.USAGE);
        assertThat(run("verify", log, "--old", place.resolve("nothing-here"))).isEqualTo(VisorAudit.USAGE);
        assertThat(run("receipt")).isEqualTo(VisorAudit.USAGE);
    }
}
