package dev.visor.gateway.vault;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** strace, attached to threads or processes that run: it writes down their system calls, or makes them fail. */
final class Strace implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;

    private Strace(Process process) {
        this.process = process;
    }

    /**
     * Attaches, and returns once all are attached.
     *
     * @param output takes the calls, a line each
     * @param targets threads or processes
     * @param options strace's own
     */
    static Strace attach(Path output, Collection<Long> targets, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of("strace", "-o", output.toString()));
        command.addAll(options);
        for (long target : targets) {
            command.addAll(List.of("-p", Long.toString(target)));
        }
        Process process = new ProcessBuilder(command).start();
        BufferedReader says = process.errorReader();
        for (int attached = 0; attached < targets.size(); ) {
            String line = says.readLine();
            if (line == null) {
                throw new IOException("strace could not attach: is ptrace allowed here?");
            }
            if (line.contains(" attached")) {
                attached++;
            } else if (line.contains("attach:")) {
                throw new IOException(line);
            }
        }
        return new Strace(process);
    }

    /** Detaches; whoever was traced goes on. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("strace does not let go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
