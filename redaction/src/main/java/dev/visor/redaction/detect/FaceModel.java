package dev.visor.redaction.detect;

import java.util.List;
import org.opencv.core.Mat;

/** One network that looks at one raster once. Not safe for use by several threads. */
interface FaceModel extends AutoCloseable {

    /** Name and version for records. */
    String label();

    /**
     * Looks once.
     *
     * @param raster 8-bit BGR
     * @param threshold the least score of what is returned
     * @return faces in pixels of the raster, corner-origin
     */
    List<Detection> look(Mat raster, double threshold);

    @Override
    void close();
}
