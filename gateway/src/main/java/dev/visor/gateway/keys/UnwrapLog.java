package dev.visor.gateway.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * What a custodian was asked for, in its own folder and one file for each process: {@code time verdict count actor purpose
 * record mac}. The actor is the trail's keyed label; no name, no key, no owner. Each line's MAC, under {@code DOMAIN.logkey},
 * also covers the one before, so that a line that is altered, dropped or moved is found.
 *
 * <p>The first of equal requests is written at once, those within a second after it in one line with their count. A request
 * that cannot be written is not served. Not guaranteed: that the last lines survive a power loss, as the trail's do.
 */
final class UnwrapLog implements AutoCloseable {

    static final String GRANTED = "granted";
    static final String DENIED = "denied";

    private static final Duration TOGETHER = Duration.ofSeconds(1);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final FileChannel channel;
    private final DataKey key;
    private final Clock clock;
    private byte[] last = new byte[32];
    private @Nullable Asked repeated;
    private int more;
    private Instant since = Instant.EPOCH;

    private UnwrapLog(FileChannel channel, DataKey key, Clock clock) {
        this.channel = channel;
        this.key = key;
        this.clock = clock;
    }

    /** Begins this process's file, {@code log/DOMAIN-TIME-PROCESS.log}. */
    static UnwrapLog begin(Path folder, Domain domain, Clock clock) throws IOException {
        Path logs = folder.resolve("log");
        DurableFile.createFolders(logs);
        DataKey key = key(folder.resolve(domain.label() + ".logkey"));
        String name = domain.label() + "-" + NAME.format(clock.instant()) + "-"
                + ProcessHandle.current().pid();
        for (int n = 0; ; n++) {
            Path file = logs.resolve(name + (n == 0 ? "" : "-" + n) + ".log");
            if (!Files.exists(file)) {
                return new UnwrapLog(
                        FileChannel.open(
                                file,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                DurableFile.OWNER_FILE),
                        key,
                        clock);
            }
        }
    }

    private static DataKey key(Path file) throws IOException {
        try (FolderLock _ = FolderLock.beside(file)) {
            if (!Files.exists(file)) {
                try (DataKey made = DataKey.random()) {
                    DurableFile.replace(file, made.getEncoded());
                }
            }
            PrivateFile.require(file);
            return DataKey.taking(Files.readAllBytes(file));
        }
    }

    synchronized void write(String verdict, Warrant warrant) {
        Asked asked = new Asked(verdict, warrant);
        Instant now = clock.instant();
        if (asked.equals(repeated) && now.isBefore(since.plus(TOGETHER))) {
            more++;
            return;
        }
        flush();
        line(now, asked, 1);
        repeated = asked;
        since = now;
    }

    private void flush() {
        if (repeated != null && more > 0) {
            line(since, repeated, more);
        }
        more = 0;
    }

    private void line(Instant at, Asked asked, int count) {
        String text = String.join(
                " ",
                at.truncatedTo(ChronoUnit.MILLIS).toString(),
                asked.verdict,
                Integer.toString(count),
                word(asked.warrant.actor()),
                word(asked.warrant.purpose()),
                asked.warrant.record() == null ? "-" : asked.warrant.record().toString());
        byte[] mac = mac(key, last, text);
        try {
            byte[] line = (text + " " + HexFormat.of().formatHex(mac) + "\n").getBytes(StandardCharsets.UTF_8);
            DurableFile.writeFully(channel, ByteBuffer.wrap(line));
        } catch (IOException e) {
            throw new UncheckedIOException("The custodian's log cannot be written, so it opens nothing", e);
        }
        last = mac;
    }

    /** How many lines of a file stand; a negative number says which one, from 1, does not. */
    static int verify(Path folder, Domain domain, Path file) throws IOException {
        try (DataKey key = key(folder.resolve(domain.label() + ".logkey"))) {
            byte[] last = new byte[32];
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            for (int n = 0; n < lines.size(); n++) {
                String line = lines.get(n);
                int cut = line.lastIndexOf(' ');
                byte[] mac = mac(key, last, line.substring(0, Math.max(cut, 0)));
                if (!line.substring(cut + 1).equals(HexFormat.of().formatHex(mac))) {
                    return -(n + 1);
                }
                last = mac;
            }
            return lines.size();
        }
    }

    private static byte[] mac(DataKey key, byte[] before, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256", "SunJCE");
            mac.init(key);
            mac.update(before);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not to be had from the JDK", e);
        }
    }

    /** One word on one line, whatever a purpose is called. */
    private static String word(String text) {
        return text.replaceAll("[^A-Za-z0-9:._+/=-]", "_");
    }

    @Override
    public synchronized void close() {
        try (channel) {
            if (channel.isOpen()) {
                flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The custodian's log cannot be closed", e);
        } finally {
            key.destroy();
            Arrays.fill(last, (byte) 0);
        }
    }

    private record Asked(String verdict, Warrant warrant) {}
}
