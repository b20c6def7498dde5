package dev.visor.gateway.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The worker processes of this JVM as the machine sees them, inside of bubblewrap or without. */
final class WorkerOnHost {

    private static final String MAIN = "dev.visor.redaction.worker.WorkerMain";

    /** In hundredths of a second, as Linux counts for programs (USER_HZ). */
    private final Map<Long, Long> usedBefore = new HashMap<>();

    /** Remembers what each worker has used up to now. */
    WorkerOnHost() {
        running().forEach(worker -> usedBefore.put(worker, used(worker)));
    }

    static List<Long> running() {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::pid)
                .filter(WorkerOnHost::isWorker)
                .toList();
    }

    /** Those that ran before and have used so much since; one that only starts is not among them. */
    List<Long> haveWorked(int hundredths) {
        return usedBefore.entrySet().stream()
                .filter(worker -> used(worker.getKey()) - worker.getValue() >= hundredths)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether at least one runs, and the same run as before, and none has done anything. */
    boolean areIdle() {
        return !usedBefore.isEmpty()
                && usedBefore.keySet().equals(Set.copyOf(running()))
                && haveWorked(2).isEmpty();
    }

    /** Whether the worker was still there to be sent a signal. */
    static boolean signal(String name, long worker) throws IOException, InterruptedException {
        return new ProcessBuilder("kill", "-" + name, Long.toString(worker))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** The JVM itself, not the bubblewrap around it, which has the same words on its command line. */
    private static boolean isWorker(long process) {
        return read(process, "comm").strip().equals("java")
                && read(process, "cmdline").contains(MAIN);
    }

    private static long used(long process) {
        String stat = read(process, "stat");
        // Behind the name in parentheses: state is the first field, utime and stime the 12th and 13th.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length < 13 ? 0 : Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static String read(long process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process), file));
        } catch (IOException e) {
            return ""; // it has ended
        }
    }
}
