package dev.visor.audit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code visor-audit} and the program in {@code src/test/go} over one folder, asked the same. */
final class Judges {

    private final GoVerifier go;
    private final Path log;
    private final Path key;
    private final List<Object> ours = new ArrayList<>();
    private final List<Object> theirs = new ArrayList<>();

    /** Judges a log's folder under keys from elsewhere. */
    Judges(GoVerifier go, Path log, Path key) {
        this.go = go;
        this.log = log;
        this.key = key;
    }

    /** Each of these witnesses must have cosigned. */
    Judges demandingAll(Path witnesses) {
        ours.addAll(List.of("--witness", witnesses));
        theirs.addAll(List.of("-witnesses", witnesses));
        return this;
    }

    /** So many of these witnesses, as a policy says it and as a number. */
    Judges demandingSome(Path policy, Path witnesses, int quorum) {
        ours.addAll(List.of("--policy", policy));
        theirs.addAll(List.of("-witnesses", witnesses, "-quorum", quorum));
        return this;
    }

    /** A token that leads to this root. */
    Judges demandingTime(Path root) {
        ours.addAll(List.of("--tsa", root));
        theirs.addAll(List.of("-tsa", root));
        return this;
    }

    void accept(Path... old) {
        Verdicts verdicts = verdicts(old);
        assertThat(verdicts.ours()).as("visor-audit accepts").isTrue();
        assertThat(verdicts.theirs().accepts()).as(verdicts.theirs().said()).isTrue();
    }

    /** Returns what the Go program holds against it. */
    String refuse(Path... old) {
        Verdicts verdicts = verdicts(old);
        assertThat(verdicts.ours()).as("visor-audit accepts").isFalse();
        assertThat(verdicts.theirs().accepts()).as("the Go program accepts").isFalse();
        return verdicts.theirs().said();
    }

    private record Verdicts(boolean ours, GoVerifier.Verdict theirs) {}

    /** Each on a core of its own: they share nothing but what they look at. */
    private Verdicts verdicts(Path... old) {
        List<Object> words = new ArrayList<>(theirs);
        words.addAll(List.of(log, key));
        words.addAll(List.of(old));
        CompletableFuture<GoVerifier.Verdict> go = CompletableFuture.supplyAsync(() -> {
            try {
                return this.go.judge("log", words.toArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        List<Object> own = new ArrayList<>(List.of("verify", log, "--key", key));
        own.addAll(ours);
        for (Path one : old) {
            own.addAll(List.of("--old", one));
        }
        boolean accepted = visorAudit(own.toArray());
        return new Verdicts(accepted, go.join());
    }

    /** Whether {@code visor-audit} passes with these arguments. */
    static boolean visorAudit(Object... arguments) {
        String[] words = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            words[i] = arguments[i].toString();
        }
        return VisorAudit.commandLine()
                        .setOut(new PrintWriter(new StringWriter()))
                        .setErr(new PrintWriter(new StringWriter()))
                        .execute(words)
                == VisorAudit.PASS;
    }
}
