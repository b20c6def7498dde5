package dev.visor.redaction.worker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A worker that was taken over: it runs where a worker runs and tries what a worker must not be able to do. */
public final class SandboxProbe {

    private SandboxProbe() {}

    /** Prints one line for each thing that worked. */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            System.out.println("env " + variable.getKey());
        }
        for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            if (line.startsWith("Max data size") || line.startsWith("Max core file size")) {
                System.out.println("limit " + line.replaceAll("\\s+", " ").strip());
            }
        }
        for (String place : List.of("/work", "/home", "/root", "/etc/passwd", "/etc/shadow", "/var", "/run", "/sys")) {
            if (Files.exists(Path.of(place))) {
                System.out.println("sees " + place);
            }
        }
        for (String place :
                List.of("/worker/x", "/worker/models/x", "/usr/lib/x", "/lib/x", "/proc/sys/kernel/hostname")) {
            if (writes(Path.of(place))) {
                System.out.println("writes " + place);
            }
        }
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

    private static void connect(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            System.out.println("connects");
        } catch (IOException e) {
            System.out.println("offline");
        }
    }
}
