package dev.visor.redaction.worker;

import dev.visor.redaction.picture.PictureRefusedException;
import java.util.UUID;

/** Makes views of pictures in processes that hold no key. Safe for use by many threads. */
public interface RedactionWorkers extends AutoCloseable {

    /**
     * Finds the claimed faces and renders a view of each.
     *
     * @param tenant whose picture it is; a worker never sees two tenants
     * @param picture the file's bytes; the caller may wipe them afterwards
     * @throws PictureRefusedException if the file cannot become views
     * @throws WorkerException if no worker could answer
     */
    Redacted redact(UUID tenant, byte[] picture, RedactionOrder order) throws PictureRefusedException, WorkerException;

    /**
     * Renders one view again from stored geometry.
     *
     * @param tenant whose picture it is
     * @param picture the file's bytes; the caller may wipe them afterwards
     * @return a PNG
     * @throws PictureRefusedException if the file cannot become a view, or is not of the size that the frame names
     * @throws WorkerException if no worker could answer
     */
    byte[] render(UUID tenant, byte[] picture, RenderOrder order) throws PictureRefusedException, WorkerException;

    /**
     * Renders the view of a face whose outline a person drew: nothing outside of it is shown, whatever a detector says.
     *
     * @param tenant whose picture it is
     * @param picture the file's bytes; the caller may wipe them afterwards
     * @throws PictureRefusedException if the file cannot become a view, or is not of the size that the frame names
     * @throws WorkerException if no worker could answer
     */
    DrawnView draw(UUID tenant, byte[] picture, DrawOrder order) throws PictureRefusedException, WorkerException;

    /**
     * Takes parts out of a picture: every pixel of them becomes one grey. That they are, is looked at here; that the other
     * pixels stayed what they were, is not.
     *
     * @param tenant whose picture it is
     * @param picture the file's bytes; the caller may wipe them afterwards
     * @return a PNG without metadata, of the size and orientation of the picture
     * @throws PictureRefusedException {@code blanked-too-large}, or if the file cannot be decoded
     * @throws WorkerException if no worker could answer
     */
    byte[] blank(UUID tenant, byte[] picture, BlankOrder order) throws PictureRefusedException, WorkerException;

    /** Name and version of the detector that the workers use. */
    String detector();

    /** Whether that detector is the weaker fallback. */
    boolean fallbackDetector();

    /** Whether the workers run under the sandbox. */
    boolean sandboxed();

    @Override
    void close();
}
