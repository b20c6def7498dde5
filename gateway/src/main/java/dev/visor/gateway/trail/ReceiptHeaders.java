package dev.visor.gateway.trail;

import dev.visor.audit.Receipt;
import dev.visor.audit.log.SequencerSettings;
import dev.visor.audit.note.LogKeys;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever gets an answer which record stands for it, and gives the log's signed word that the record will be in the
 * log: whoever keeps the word can prove that a record was dropped.
 */
public final class ReceiptHeaders {

    /** The record's identifier. */
    public static final String RECEIPT = "Visor-Receipt";

    /** The promise, one line as {@code visor-audit promises} reads it. */
    public static final String PROMISE = "Visor-Promise";

    private final SequencerSettings settings;

    /** Read once for each log: an answer must not wait for files. */
    private final Map<String, LogKeys> keys = new ConcurrentHashMap<>();

    ReceiptHeaders(SequencerSettings settings) {
        this.settings = settings;
    }

    /** Sets the headers, before the body. A log that was never published has no keys yet, and so no word to give. */
    public void write(HttpServletResponse response, Receipt receipt) {
        response.setHeader(RECEIPT, receipt.record().toString());
        LogKeys signer = keys.computeIfAbsent(receipt.log(), this::read);
        if (signer != null) {
            response.setHeader(
                    PROMISE,
                    signer.promise(receipt.leaf(), settings.clock().instant()).line());
        }
    }

    /** Only the sequencer makes keys: two who do it at once would sign under different ones. */
    private @Nullable LogKeys read(String log) {
        try {
            return settings.keys().has(log) ? settings.keys().keys(log) : null;
        } catch (NoSuchFileException e) {
            // The sequencer is just writing them.
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
