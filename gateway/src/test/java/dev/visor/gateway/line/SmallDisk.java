package dev.visor.gateway.line;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A disk for the sealed objects that can be filled: a small file system in memory that one process sees, where this machine
 * lets a test mount one; else a limit on the length of the files that the process writes, which fails at the same call.
 */
final class SmallDisk {

    private static final int MEGABYTES = 8;

    private final Path folder;
    private final boolean mounted = works("unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt");

    /** Takes the place of a folder. */
    SmallDisk(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Words before the command of the process that is to have it. */
    List<String> before() {
        String mount = "mount -t tmpfs -o mode=700,size=" + MEGABYTES + "m none \"$0\" && exec \"$@\"";
        return mounted ? List.of("unshare", "--mount", "sh", "-c", mount, folder.toString()) : List.of();
    }

    /** Leaves no room. */
    void fill(long process) throws IOException {
        if (!mounted) {
            run("prlimit", "--pid", Long.toString(process), "--fsize=65536:");
            return;
        }
        try (OutputStream out = Files.newOutputStream(ballast(process))) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            if (Files.size(ballast(process)) < 1 << 20) {
                throw e; // something else than a full disk
            }
        }
    }

    /** Gives the room back. */
    void free(long process) throws IOException {
        if (mounted) {
            Files.delete(ballast(process));
        } else {
            run("prlimit", "--pid", Long.toString(process), "--fsize=unlimited:");
        }
    }

    private Path ballast(long process) {
        return Path.of("/proc/" + process + "/root" + folder).resolve("ballast");
    }

    private static void run(String... command) {
        if (!works(command)) {
            throw new IllegalStateException("This machine needs " + command[0]);
        }
    }

    private static boolean works(String... command) {
        try {
            return new ProcessBuilder(new ArrayList<>(List.of(command)))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
