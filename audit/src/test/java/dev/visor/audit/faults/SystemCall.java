package dev.visor.audit.faults;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What changed a disk, as strace tells with {@link #OPTIONS}: in the order in which the calls ended. */
sealed interface SystemCall {

    /** File descriptors by path, whole strings in hexadecimal digits, the time in seconds with microseconds. */
    List<String> OPTIONS = List.of(
            "-y",
            "-xx",
            "-s",
            "20000000",
            "-ttt",
            "-e",
            "trace=openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,fsync,fdatasync,rename,renameat,renameat2,unlink,"
                    + "unlinkat,rmdir,mkdir,mkdirat,ftruncate,truncate,fallocate,link,linkat,symlink,sync_file_range");

    /** A file opened for writing, and made if it was not there. */
    record Create(Path path, boolean truncate) implements SystemCall {}

    /**
     * Bytes at an offset.
     *
     * @param offset -1 for the end
     */
    @SuppressWarnings("ArrayRecordComponent") // applied, never compared
    record Write(Path path, long offset, byte[] bytes) implements SystemCall {}

    /** fsync or fdatasync of a file or a folder, begun: what is written from here on need not be in it. */
    record SyncBegun(Path path, String thread) implements SystemCall {}

    /** The same, ended. */
    record Sync(Path path, String thread) implements SystemCall {}

    /** A new folder. */
    record MakeFolder(Path path) implements SystemCall {}

    /** Another name, perhaps in place of what had it. */
    record Rename(Path from, Path to) implements SystemCall {}

    /** A name taken away. */
    record Remove(Path path) implements SystemCall {}

    /** One that the model does not know. */
    record Other(String name, Path path) implements SystemCall {}

    /**
     * A call with its time.
     *
     * @param micros since 1970
     */
    record Timed(long micros, SystemCall call) {}

    /** Reads what strace wrote. A call that another one's line interrupts has ended where it is resumed. */
    static List<Timed> parse(List<String> lines) {
        Pattern line = Pattern.compile("(?:(\\d+) +)?(\\d+)\\.(\\d{6}) (.*)");
        Map<String, String> unfinished = new HashMap<>();
        List<Timed> calls = new ArrayList<>();
        for (String text : lines) {
            Matcher parts = line.matcher(text);
            if (!parts.matches()) {
                continue;
            }
            String thread = String.valueOf(parts.group(1));
            String call = parts.group(4);
            long micros = Long.parseLong(parts.group(2)) * 1_000_000 + Long.parseLong(parts.group(3));
            if (call.endsWith("<unfinished ...>")) {
                String begun = call.substring(0, call.length() - "<unfinished ...>".length());
                unfinished.put(thread, begun);
                if (begun.startsWith("fsync(") || begun.startsWith("fdatasync(")) {
                    calls.add(new Timed(micros, new SyncBegun(descriptor(begun), thread)));
                }
                continue;
            }
            if (call.startsWith("<... ")) {
                call = unfinished.getOrDefault(thread, "")
                        + call.substring(call.indexOf("resumed>") + "resumed>".length());
            }
            read(call, thread).ifPresent(read -> calls.add(new Timed(micros, read)));
        }
        return calls;
    }

    private static Optional<SystemCall> read(String text, String thread) {
        Matcher call = Pattern.compile("(\\w+)\\((.*)\\) += (-?\\d+).*").matcher(text);
        if (!call.matches() || call.group(3).startsWith("-")) {
            return Optional.empty();
        }
        String arguments = call.group(2);
        List<String> strings = new ArrayList<>();
        Matcher quoted = Pattern.compile("\"([^\"]*)\"").matcher(arguments);
        while (quoted.find()) {
            strings.add(quoted.group(1).replace("\\x", ""));
        }
        return switch (call.group(1)) {
            case "openat" ->
                arguments.contains("O_CREAT")
                        ? Optional.of(new Create(path(strings.getFirst()), arguments.contains("O_TRUNC")))
                        : Optional.empty();
            case "write", "writev" -> Optional.of(new Write(descriptor(arguments), -1, bytes(strings)));
            case "pwrite64", "pwritev" ->
                Optional.of(new Write(descriptor(arguments), last(arguments), bytes(strings)));
            case "fsync", "fdatasync" -> Optional.of(new Sync(descriptor(arguments), thread));
            case "rename" -> Optional.of(new Rename(path(strings.getFirst()), path(strings.getLast())));
            case "unlink", "rmdir" -> Optional.of(new Remove(path(strings.getFirst())));
            case "mkdir" -> Optional.of(new MakeFolder(path(strings.getFirst())));
            case "sync_file_range" -> Optional.empty(); // a hint
            default ->
                Optional.of(
                        new Other(call.group(1), strings.isEmpty() ? descriptor(arguments) : path(strings.getFirst())));
        };
    }

    private static Path descriptor(String arguments) {
        Matcher path = Pattern.compile("[^<]*<([^>]*)>.*").matcher(arguments);
        if (!path.matches()) {
            return Path.of("unknown");
        }
        return path(path.group(1).replace("\\x", ""));
    }

    /** A space follows it where another call's line came between. */
    private static long last(String arguments) {
        String stripped = arguments.strip();
        return Long.parseLong(stripped.substring(stripped.lastIndexOf(' ') + 1));
    }

    private static Path path(String hex) {
        return Path.of(new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(List<String> strings) {
        return HexFormat.of().parseHex(String.join("", strings));
    }
}
