package dev.visor.gateway.views;

import dev.visor.audit.Receipt;
import dev.visor.gateway.trail.ReceiptHeaders;
import dev.visor.redaction.picture.PictureFormat;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Writes a picture into an answer that nothing on the way may keep. */
@Component
public final class PictureAnswers {

    private final ReceiptHeaders receipts;

    PictureAnswers(ReceiptHeaders receipts) {
        this.receipts = receipts;
    }

    /** A view: always PNG. */
    public Delivery png(HttpServletResponse response) {
        return (bytes, receipt) -> write(response, "image/png", bytes, receipt);
    }

    /** An original: its type is told by its first bytes, as they were checked when it came in. */
    public Delivery original(HttpServletResponse response) {
        return (bytes, receipt) -> {
            PictureFormat format = PictureFormat.of(bytes);
            if (format == null) {
                throw new IllegalStateException("An original starts as none of the formats that are let in");
            }
            write(response, format.mediaType(), bytes, receipt);
        };
    }

    private void write(HttpServletResponse response, String type, byte[] bytes, Receipt receipt) throws IOException {
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.setHeader("Cache-Control", "no-store");
        receipts.write(response, receipt);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }
}
