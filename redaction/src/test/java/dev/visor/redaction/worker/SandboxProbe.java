package dev.visor.redaction.worker;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A worker that was taken over: it runs where a worker runs and tries what a worker must not be able to do. */
public final class SandboxProbe {

    private static final Pattern LIMITS =
            Pattern.compile("Max (data size|core file size|file size|open files|processes|cpu time) ");

    private static final int MANY = 1_000;

    private SandboxProbe() {}

    /** Prints one line for each thing that worked. */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            System.out.println("env " + variable.getKey());
        }
        for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            if (LIMITS.matcher(line).lookingAt()) {
                System.out.println("limit " + line.replaceAll("\\s+", " ").strip());
            }
        }
        for (String place : List.of("/srv", "/home", "/root", "/etc/passwd", "/etc/shadow", "/var", "/run", "/sys")) {
            if (Files.exists(Path.of(place))) {
                System.out.println("sees " + place);
            }
        }
        for (String place :
                List.of("/worker/x", "/worker/models/x", "/usr/lib/x", "/lib/x", "/proc/sys/kernel/hostname", "/x")) {
            if (writes(Path.of(place))) {
                System.out.println("writes " + place);
            }
        }
        for (String folder : List.of("/tmp", "/dev", "/dev/shm", "/dev/pts")) {
            System.out.println("fills " + folder + " " + fill(Path.of(folder)));
        }
        System.out.println("opens " + open());
        NetworkInterface.networkInterfaces()
                .filter(network -> !network.getName().equals("lo"))
                .forEach(network -> System.out.println("network " + network.getName()));
        connect(Integer.parseInt(System.getProperty("probe.port", "0")));
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            long count = processes
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .count();
            System.out.println("processes " + count);
        }
        System.out.println("threads " + start());
        System.out.println("done");
    }

    private static boolean writes(Path file) {
        try {
            Files.writeString(file, "x");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** How many files can be made in a folder, up to ten, and how many bytes go into them, up to a MiB in each. */
    private static String fill(Path folder) {
        int files = 0;
        long bytes = 0;
        try {
            while (files < 10) {
                Path file = Files.createFile(folder.resolve("filled" + files));
                file.toFile().deleteOnExit();
                files++;
                Files.write(file, new byte[1 << 20]);
                bytes += Files.size(file);
            }
        } catch (IOException e) {
            // Here it ends: that is what is asked.
            return files + " files, " + bytes + " bytes";
        }
        return files + " files, " + bytes + " bytes";
    }

    /** How many files can be open at the same time, besides those that already are. */
    private static int open() {
        List<InputStream> open = new ArrayList<>();
        try {
            while (open.size() < MANY) {
                open.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            // Here it ends, too.
            return closeAll(open);
        }
        return closeAll(open);
    }

    private static int closeAll(List<InputStream> open) {
        for (InputStream stream : open) {
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return open.size();
    }

    /** How many threads can run at the same time, besides the virtual machine's own. */
    private static int start() {
        CountDownLatch end = new CountDownLatch(1);
        int started = 0;
        try {
            for (; started < MANY; started++) {
                Thread thread = new Thread(null, () -> await(end), "many", 64 << 10);
                thread.setDaemon(true);
                thread.start();
            }
        } catch (OutOfMemoryError e) {
            // "Unable to create native thread" is an error of this kind.
            return started;
        } finally {
            end.countDown();
        }
        return started;
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void connect(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            System.out.println("connects");
        } catch (IOException e) {
            System.out.println("offline");
        }
    }
}
