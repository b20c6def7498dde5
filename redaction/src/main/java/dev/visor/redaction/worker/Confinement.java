package dev.visor.redaction.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this machine offers to shut a worker in with, as found by trying.
 *
 * @param bubblewrap the {@code bwrap} command
 * @param prlimit the {@code prlimit} command
 * @param endsUserNamespaces whether a worker can be kept from making namespaces of its own, in which it would be root
 * @param limitsProcesses whether a limit of processes counts the sandbox alone; before Linux 5.14 it counts all that the
 *     user runs, and a busy user's worker could not start
 */
record Confinement(Path bubblewrap, Path prlimit, boolean endsUserNamespaces, boolean limitsProcesses) {

    /** Forks once, which a limit that counts too much forbids. */
    private static final List<String> TRIAL = List.of("/bin/sh", "-c", "(exit 0) & wait $!");

    private static final List<String> NAMESPACES = List.of(
            "--unshare-all",
            "--unshare-user",
            "--uid",
            "65534",
            "--gid",
            "65534",
            "--cap-drop",
            "ALL",
            "--die-with-parent",
            "--new-session");

    /**
     * The best that works here, or null where a command is missing or the machine forbids the namespaces that a worker
     * needs.
     */
    static @Nullable Confinement find(@Nullable Path bubblewrap, @Nullable Path prlimit) {
        if (bubblewrap == null || prlimit == null) {
            return null;
        }
        for (int lacking = 0; lacking < 4; lacking++) {
            Confinement candidate = new Confinement(bubblewrap, prlimit, (lacking & 1) == 0, (lacking & 2) == 0);
            if (candidate.holds()) {
                return candidate;
            }
        }
        return null;
    }

    /** The start of bubblewrap's command line. */
    List<String> namespaces() {
        List<String> command = new ArrayList<>(List.of(bubblewrap.toString()));
        command.addAll(NAMESPACES);
        if (endsUserNamespaces) {
            command.add("--disable-userns");
        }
        return command;
    }

    private boolean holds() {
        try {
            List<String> trial = new ArrayList<>(namespaces());
            trial.addAll(List.of("--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--"));
            trial.add(prlimit.toString());
            trial.addAll(Sandbox.countLimits(limitsProcesses));
            trial.addAll(TRIAL);
            Process process = new ProcessBuilder(trial)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
