package dev.visor.audit.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder as a disk may have it after a power loss. A file's bytes are sure once the file was synced, the names in a folder
 * once the folder was; of everything else any part may be there or not, as POSIX leaves it open and file systems make use of
 * it (Pillai et al., All File Systems Are Not Created Equal, OSDI 2014).
 */
final class DiskModel {

    /** A file or a folder: as it is, and as it is for sure. */
    private static final class Node {
        private byte[] bytes = {};
        private byte[] sureBytes = {};
        private final @Nullable Map<String, Node> names;
        private @Nullable Map<String, Node> sureNames;

        Node(boolean folder) {
            names = folder ? new TreeMap<>() : null;
            sureNames = folder ? new TreeMap<>() : null;
        }
    }

    /** What becomes of that which is not sure. */
    enum Unsynced {
        /** It is lost. */
        LOST,
        /** It is all there. */
        KEPT,
        /** Names are there, and the bytes are not: the files are as they were when last synced, or empty. */
        NAMES_ONLY,
        /** Each file and each folder by chance. */
        MIXED
    }

    private final Path root;
    private final Node tree;

    /** What files had when a sync of a thread began. */
    private final Map<String, byte[]> begun = new HashMap<>();

    /** The folder as it is now, taken to be synced. */
    DiskModel(Path root) throws IOException {
        this.root = root.toRealPath();
        this.tree = read(this.root);
    }

    private static Node read(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Node file = new Node(false);
            file.bytes = Files.readAllBytes(path);
            file.sureBytes = file.bytes;
            return file;
        }
        Node folder = new Node(true);
        try (Stream<Path> entries = Files.list(path)) {
            for (Path entry : entries.toList()) {
                names(folder).put(entry.getFileName().toString(), read(entry));
            }
        }
        folder.sureNames = new TreeMap<>(names(folder));
        return folder;
    }

    private static Map<String, Node> names(Node folder) {
        Map<String, Node> names = folder.names;
        if (names == null) {
            throw new IllegalStateException("A file has no names");
        }
        return names;
    }

    private @Nullable Node find(Path path) {
        Node node = tree;
        for (Path name : root.relativize(path)) {
            if (name.toString().isEmpty()) {
                continue;
            }
            Node next = node.names == null ? null : node.names.get(name.toString());
            if (next == null) {
                return null;
            }
            node = next;
        }
        return node;
    }

    private Map<String, Node> around(Path path) {
        Path parent = path.getParent();
        Node folder = parent == null ? null : find(parent);
        if (folder == null) {
            throw new IllegalStateException("No folder for " + path);
        }
        return names(folder);
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    /** Does what a call did. Those outside the folder are passed over. */
    void apply(SystemCall call) {
        switch (call) {
            case SystemCall.Create(Path path, boolean truncate)
            when path.startsWith(root) -> {
                Node file = around(path).computeIfAbsent(name(path), _ -> new Node(false));
                if (truncate) {
                    file.bytes = new byte[0];
                }
            }
            case SystemCall.Write(Path path, long offset, byte[] bytes)
            when path.startsWith(root) -> {
                Node file = find(path);
                if (file != null) {
                    int at = (int) (offset < 0 ? file.bytes.length : offset);
                    byte[] next = Arrays.copyOf(file.bytes, Math.max(file.bytes.length, at + bytes.length));
                    System.arraycopy(bytes, 0, next, at, bytes.length);
                    file.bytes = next;
                }
            }
            case SystemCall.SyncBegun(Path path, String thread)
            when path.startsWith(root) -> {
                Node node = find(path);
                if (node != null) {
                    begun.put(thread, node.bytes);
                }
            }
            case SystemCall.Sync(Path path, String thread)
            when path.startsWith(root) -> {
                Node node = find(path);
                byte[] before = begun.remove(thread);
                if (node != null && node.names != null) {
                    node.sureNames = new TreeMap<>(node.names);
                } else if (node != null) {
                    node.sureBytes = before == null ? node.bytes : before;
                }
            }
            case SystemCall.Other(String what, Path path)
            when path.startsWith(root) -> throw new IllegalArgumentException("Not modelled: " + what + " of " + path);
            case SystemCall.MakeFolder(Path path)
            when path.startsWith(root) -> around(path).put(name(path), new Node(true));
            case SystemCall.Rename(Path from, Path to)
            when from.startsWith(root) -> {
                Node moved = around(from).remove(name(from));
                if (moved != null) {
                    around(to).put(name(to), moved);
                }
            }
            case SystemCall.Remove(Path path)
            when path.startsWith(root) -> around(path).remove(name(path));
            default -> {
                // Elsewhere.
            }
        }
    }

    /** Writes what a power loss now would leave into an empty folder. */
    void crash(Path to, Unsynced unsynced, Random random) throws IOException {
        write(tree, to, unsynced, random);
    }

    private static void write(Node node, Path to, Unsynced unsynced, Random random) throws IOException {
        boolean kept = switch (unsynced) {
            case LOST -> false;
            case KEPT -> true;
            case NAMES_ONLY -> node.names != null;
            case MIXED -> random.nextBoolean();
        };
        Map<String, Node> sure = node.sureNames;
        if (node.names == null || sure == null) {
            Files.write(to, kept ? node.bytes : node.sureBytes);
            return;
        }
        Files.createDirectories(to);
        for (Map.Entry<String, Node> entry : (kept ? node.names : sure).entrySet()) {
            write(entry.getValue(), to.resolve(entry.getKey()), unsynced, random);
        }
    }

    /** Whether anything is there that a power loss could take. */
    boolean unsure() {
        List<Node> rest = new ArrayList<>(List.of(tree));
        while (!rest.isEmpty()) {
            Node node = rest.removeLast();
            if (node.names == null ? !Arrays.equals(node.bytes, node.sureBytes) : !node.names.equals(node.sureNames)) {
                return true;
            }
            if (node.names != null) {
                rest.addAll(node.names.values());
            }
        }
        return false;
    }
}
