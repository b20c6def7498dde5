package dev.visor.gateway.views;

import dev.visor.audit.Receipt;
import dev.visor.redaction.picture.PictureFormat;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes a picture into an answer that nothing on the way may keep. */
public final class PictureAnswers {

    /** The header that names the record of a delivery. */
    public static final String RECEIPT = "Visor-Receipt";

    private PictureAnswers() {}

    /** A view: always PNG. */
    public static Delivery png(HttpServletResponse response) {
        return (bytes, receipt) -> write(response, "image/png", bytes, receipt);
    }

    /** An original: its type is told by its first bytes, as they were checked when it came in. */
    public static Delivery original(HttpServletResponse response) {
        return (bytes, receipt) -> {
            PictureFormat format = PictureFormat.of(bytes);
            if (format == null) {
                throw new IllegalStateException("An original starts as none of the formats that are let in");
            }
            write(response, format.mediaType(), bytes, receipt);
        };
    }

    private static void write(HttpServletResponse response, String type, byte[] bytes, Receipt receipt)
            throws IOException {
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(RECEIPT, receipt.record().toString());
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }
}
