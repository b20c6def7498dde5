package dev.visor.redaction.worker;

import dev.visor.redaction.OpenCv;
import dev.visor.redaction.picture.PictureHeader;
import dev.visor.redaction.picture.PictureRefusedException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The worker process: orders come in on standard input, answers go out on standard output, until the input ends.
 *
 * <p>It holds no key and writes no file. What goes wrong with one picture is said by its kind alone.
 */
public final class WorkerMain {

    private static final int BUFFER = 1 << 16;

    private WorkerMain() {}

    /**
     * Runs until standard input ends.
     *
     * @param arguments the native library and the folder of models
     * @throws IOException if the gateway is gone or a model is not what it should be
     */
    public static void main(String[] arguments) throws IOException {
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER));
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER));
        System.setOut(System.err); // a stray print must not become part of an answer
        OpenCv.load(Path.of(arguments[0]));
        try (Redactor redactor = Redactor.from(Path.of(arguments[1]))) {
            out.writeInt(Wire.MAGIC);
            out.writeShort(Wire.VERSION);
            out.writeUTF(redactor.detector());
            out.writeBoolean(redactor.fallbackDetector());
            out.flush();
            for (int order = in.read(); order >= 0; order = in.read()) {
                answer(order, in, out, redactor);
                out.flush();
            }
        }
    }

    private static void answer(int order, DataInputStream in, DataOutputStream out, Redactor redactor)
            throws IOException {
        switch (order) {
            case Wire.REDACT -> {
                RedactionOrder wanted = Orders.readRedaction(in);
                byte[] picture = Wire.bytes(in, PictureHeader.MOST_BYTES);
                answer(out, () -> {
                    Redacted redacted = redactor.redact(picture, wanted);
                    return () -> Answers.write(out, redacted);
                });
            }
            case Wire.RENDER -> {
                RenderOrder wanted = Orders.readRender(in);
                byte[] picture = Wire.bytes(in, PictureHeader.MOST_BYTES);
                answer(out, () -> {
                    byte[] view = redactor.render(picture, wanted);
                    return () -> Answers.writeView(out, view);
                });
            }
            case Wire.DRAW -> {
                DrawOrder wanted = Orders.readDraw(in);
                byte[] picture = Wire.bytes(in, PictureHeader.MOST_BYTES);
                answer(out, () -> {
                    DrawnView drawn = redactor.draw(picture, wanted);
                    return () -> Answers.write(out, drawn);
                });
            }
            case Wire.BLANK -> {
                BlankOrder wanted = Orders.readBlank(in);
                byte[] picture = Wire.bytes(in, PictureHeader.MOST_BYTES);
                answer(out, () -> {
                    byte[] blanked = redactor.blank(picture, wanted);
                    return () -> Answers.writeBlanked(out, blanked);
                });
            }
            default -> throw new IOException("Order " + order + " is not known");
        }
    }

    private static void answer(DataOutputStream out, Work work) throws IOException {
        Answer answer;
        try {
            answer = work.run();
        } catch (PictureRefusedException e) {
            answer = () -> Answers.write(out, e);
        } catch (RuntimeException e) {
            answer = () -> Answers.write(out, e);
        }
        answer.write();
    }

    /** Makes an answer. */
    private interface Work {
        Answer run() throws PictureRefusedException;
    }

    /** Writes it. */
    private interface Answer {
        void write() throws IOException;
    }
}
