package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands that the client's handbook shows, as they stand there. */
class ClientHandbookTests {

    private static final Path HANDBOOK = Path.of("..", "deploy", "handbook", "client.md");

    /** Where the script is that the handbook calls {@code visor-client}. */
    private static final Path EXAMPLES = Path.of("..", "deploy", "examples").toAbsolutePath();

    /** In the order of the page: one picture, a batch, a pair of keys, opening an export, checking its manifest in two ways. */
    private static final int COMMANDS = 6;

    private final Installation visor = Installation.shared();
    private final Line line = new Line(visor);
    private final Line.Job job = line.project();

    @TempDir
    Path folder;

    @Test
    void showsCommandsThatSealUploadOpenAndCheck() throws IOException, InterruptedException {
        List<String> commands = commands();
        assertThat(commands).hasSize(COMMANDS);
        program();
        String subject = "handbook-" + UUID.randomUUID();
        Files.write(folder.resolve("photo.jpg"), Line.photograph());
        Files.writeString(
                folder.resolve("manifest.csv"),
                "file,box,subject,consent,reference\nphoto.jpg,\"" + Line.FACES[0] + "\"," + subject
                        + ",consent,reference\n");

        run(commands.get(0));
        job.manifest("photo.jpg,\"" + Line.FACES[0] + "\"," + subject + ",consent,reference");
        job.upload("photo.jpg.age", Files.readAllBytes(folder.resolve("photo.jpg.age")))
                .ok();

        job.open();
        assertThat(run(commands.get(1)).said()).contains("\"accepted\":1").contains("\"refused\":[]");
        job.staged();
        job.release(Person.ROSA).ok();
        String task = job.next(Person.ANNA).path("id").asString();
        job.submit(Person.ANNA, task, job.points(Person.ANNA, task)).ok();

        String key = run(commands.get(2)).said().lines().toList().getLast();
        visor.post(job.client, "/api/v1/projects/" + job.project + "/recipients", "{\"recipient\": \"" + key + "\"}")
                .ok();
        byte[] export = visor.get(job.client, "/api/v1/exports/" + job.export() + "/archive")
                .ok()
                .body();
        for (int cut : new int[] {1, export.length / 2}) {
            Files.write(folder.resolve("export.zip.age"), Arrays.copyOf(export, export.length - cut));
            assertThat(attempt(commands.get(3)).code()).as("cut by " + cut).isNotZero();
            assertThat(folder.resolve("export.zip")).doesNotExist();
        }
        Files.write(folder.resolve("export.zip.age"), export);
        run(commands.get(3));
        assertThat(folder.resolve("export.zip")).exists();
        assertThat(folder.resolve("export.zip.part")).doesNotExist();

        assertThat(run(commands.get(4)).said()).contains("Signature Verified Successfully");
        assertThat(run(commands.get(5)).said()).contains("Signature and comment signature verified");
        String check = commands.get(4).lines().toList().getLast();
        Path manifest = folder.resolve("export").resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"stored\"", "\"upright\""));
        assertThat(attempt(check).code()).as("an altered manifest").isNotZero();
        assertThat(attempt(commands.get(5)).code())
                .as("an altered manifest, by minisign")
                .isNotZero();
    }

    private static List<String> commands() throws IOException {
        String page = Files.readString(HANDBOOK);
        String section = page.substring(page.indexOf("## Sealed exchange with age"));
        section = section.substring(0, section.indexOf("\n## ", 1));
        List<String> commands = new ArrayList<>();
        Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(section)
                .results()
                .map((MatchResult match) -> match.group(1))
                .forEach(commands::add);
        return commands;
    }

    /** The key of a program of the client's, made as the handbook says. */
    private void program() throws IOException, InterruptedException {
        String page = Files.readString(HANDBOOK);
        String make = page.substring(page.indexOf("openssl genpkey"), page.indexOf("2. **Have it let in.**"));
        run(make);
        assertThat(folder.resolve("acme-uploads.pub.pem")).content().startsWith("-----BEGIN PUBLIC KEY-----");
    }

    private Ran run(String commands) throws IOException, InterruptedException {
        Ran ran = attempt(commands);
        assertThat(ran.code()).as(ran.said()).isZero();
        return ran;
    }

    private Ran attempt(String commands) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        String recipient = visor.get(job.client, "/api/v1/projects/" + job.project + "/recipient")
                .ok()
                .json()
                .path("recipient")
                .asString();
        shell.environment()
                .putAll(Map.of(
                        "RECIPIENT",
                        recipient,
                        "VISOR",
                        visor.address(),
                        "ISSUER",
                        visor.issuer().server() + "/realms/visor",
                        "CLIENT",
                        "acme-uploads",
                        "KEY",
                        "acme-uploads.pem",
                        "PATH",
                        EXAMPLES + ":" + System.getenv("PATH"),
                        "BATCH",
                        job.batch(),
                        "no_proxy",
                        "127.0.0.1,localhost"));
        Process process = shell.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), said);
    }

    private record Ran(int code, String said) {}
}
