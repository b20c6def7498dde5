package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.gateway.access.PolicySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The published logs as anybody fetches them: heads and hashes for all, entries for the tenant's own readers. */
class LogFilesTests {

    private final Installation visor = Installation.shared();
    private final String origin =
            visor.get(Person.OTTO, "/api/v1/trail").ok().json().path("origin").asString();
    private final String log = "/trail/" + origin;

    @BeforeEach
    void holdsARecordOfTheTenant() {
        new Line(visor).project();
        await().until(() -> visor.get(null, log + "/checkpoint").status() == 200);
    }

    @Test
    void servesHeadAndHashesToEverybody() throws IOException {
        Answer checkpoint = visor.get(null, log + "/checkpoint").ok();
        assertThat(checkpoint.header("Content-Type")).startsWith("text/plain");
        assertThat(checkpoint.text()).startsWith(origin + "\n");
        assertThat(visor.get(null, log + "/log.vkey").ok().text()).isNotBlank();

        Answer hashes = visor.get(null, log + width("/tile/0/000")).ok();

        assertThat(hashes.body()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(hashes.header("Cache-Control")).isEqualTo("max-age=31536000, public, immutable");
    }

    @Test
    void servesTheRulesThatRecordsNameToEverybody() throws Exception {
        String hash = visor.bean(PolicySource.class).inForce().policySet();
        Answer rules = visor.get(null, log + "/policies/" + hash).ok();

        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(rules.body())))
                .isEqualTo(hash);
        assertThat(rules.text()).contains("schema.cedarschema", "permit");
        visor.get(null, log + "/policies/" + "0".repeat(64)).refused(404, "not-found");
        assertThat(visor.get(null, log + "/policies/..%2fcheckpoint").status()).isIn(400, 401, 403, 404);
    }

    @Test
    void servesEntriesToTheTenantsOwnReadersOnly() throws IOException {
        String entries = log + width("/tile/entries/000");

        for (Person reader : new Person[] {Person.OTTO, Person.EVA}) {
            Answer bundle = visor.get(reader, entries).ok();
            assertThat(bundle.text()).contains("\"action\"");
            assertThat(bundle.header("Cache-Control")).isEqualTo("max-age=31536000, private, immutable");
        }
        visor.get(null, entries).refused(401, "not-signed-in");
        visor.get(Person.GRETA, entries).refused(404, "not-found");
        for (Person other : new Person[] {Person.CLARA, Person.ROSA, Person.ANNA, Person.ADA}) {
            visor.get(other, entries).refused(403, "forbidden");
        }
    }

    @Test
    void servesNothingElse() {
        for (String path : new String[] {
            "/tile/0/000.p/01",
            "/tile/0/../../checkpoint",
            "/tile/0/..%2f..%2fcheckpoint",
            "/tile/00/000",
            "/tile/-1/000",
            "/tile/%65ntries/000",
            "/tile/Entries/000",
            "/tile//entries/000",
            "/tile/0/../entries/000",
            "/tile/entries;a/000",
            "/../../../config/database.properties",
            "/log-keys",
            "/time/",
            "/time/0.tsr",
            "/time/01.tsr",
            "/time/1",
            "/time/1.key",
            "/time/1.tsr/",
            "/time/..%2fcheckpoint",
            "/time/1.checkpoint%00.tsr",
            "/time/../tile/entries/000",
            "/time/%2e%2e/counts/1.tsr",
            "/time/..;/tile/entries/000",
            "/time/999999999999999999999.tsr",
            "/witnessed/..%2f..%2f..%2fconfig",
            "/witnessed/../counts",
            "/counts/..%2ftile%2fentries%2f000",
            "/counts/0",
            "/counts/1.unfinished",
            "/counts;x",
            "/%63ounts",
            "/counts/"
        }) {
            Answer answer = visor.get(null, log + path);
            assertThat(answer.status()).as(path).isIn(400, 401, 403, 404);
            assertThat(answer.text()).as(path).doesNotContain("\"action\"", "password", origin + "\n");
        }
        assertThat(visor.get(null, "/trail/visor/aaaaaaaaaaaaaaaa/checkpoint").status())
                .isEqualTo(404);
        assertThat(visor.get(null, "/trail/visor/" + UUID.randomUUID() + "/checkpoint")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void servesWhatAMirrorNeedsToVerify() throws IOException {
        Path folder = visor.home().resolve(log.substring(1));
        byte[] head = Files.readAllBytes(folder.resolve("checkpoint"));
        String size = new String(head, StandardCharsets.UTF_8).split("\n", -1)[1];
        Files.createDirectories(folder.resolve("time"));
        Files.write(folder.resolve("witnessed"), head);
        Files.write(folder.resolve("time/" + size + ".checkpoint"), head);
        Files.write(folder.resolve("time/" + size + ".tsr"), new byte[] {1});

        Answer witnessed = visor.get(null, log + "/witnessed").ok();
        assertThat(witnessed.body()).isEqualTo(head);
        assertThat(witnessed.header("Cache-Control")).isEqualTo("max-age=2");
        Answer sizes = visor.get(null, log + "/time").ok();
        assertThat(sizes.text().lines()).contains(size);
        assertThat(sizes.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(visor.get(null, log + "/time/" + size + ".checkpoint").ok().body())
                .isEqualTo(head);
        Answer token = visor.get(null, log + "/time/" + size + ".tsr").ok();
        assertThat(token.body()).hasSize(1);
        assertThat(token.header("Content-Type")).isEqualTo("application/timestamp-reply");
        assertThat(token.header("Cache-Control")).isEqualTo("max-age=3600, public");

        // How many persons a log knows, if only about, is nobody else's business.
        assertThat(visor.get(Person.EVA, log + "/counts").ok().header("Cache-Control"))
                .isEqualTo("no-cache");
        for (String path : new String[] {"/counts", "/counts/1"}) {
            visor.get(null, log + path).refused(401, "not-signed-in");
            visor.get(Person.GRETA, log + path).refused(404, "not-found");
            visor.get(Person.CLARA, log + path).refused(403, "forbidden");
        }
        visor.get(Person.EVA, log + "/counts/1").refused(404, "not-found");
        visor.get(null, "/trail/visor/aaaaaaaaaaaaaaaa/time").refused(404, "not-found");
    }

    @Test
    void whatIsNotThereIsAProblemDocumentAndRecorded() {
        for (String path : new String[] {"/tile/0/999", "/tile/0/000.p/01", "/tile/9/000"}) {
            assertThat(visor.get(null, log + path).refused(404, "not-found").header("Content-Type"))
                    .as(path)
                    .startsWith("application/problem+json");
        }
        for (String path : new String[] {"/tile/entries/999", "/tile/entries/000.p/01"}) {
            Answer answer = visor.get(Person.OTTO, log + path).refused(404, "not-found");
            assertThat(answer.header("Content-Type")).as(path).startsWith("application/problem+json");
            assertThat(visor.get(Person.OTTO, "/api/v1/trail/records").ok().text())
                    .as("the record of " + path)
                    .contains(answer.json().path("request").asString("none"));
        }
    }

    /** The first tile as it is published now, in part or in full. */
    private String width(String tile) throws IOException {
        Path checkpoint = visor.home().resolve(log.substring(1)).resolve("checkpoint");
        long size = Long.parseLong(Files.readAllLines(checkpoint).get(1));
        return size < 256 ? tile + ".p/" + size : tile;
    }
}
