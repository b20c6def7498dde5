package dev.visor.redaction;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.visor.redaction.geometry.ImageSize;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

/** JPEGs of four components, written and read by the JDK, which has another libjpeg than OpenCV. */
public final class CmykJpegs {

    private CmykJpegs() {}

    /** Slow changes in all four components, which a JPEG keeps. */
    public static byte[] undeclared(ImageSize size) {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, size.width(), size.height(), 4, null);
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int across = 255 * x / size.width();
                int down = 255 * y / size.height();
                raster.setPixel(x, y, new int[] {across, down, 255 - across, 255 - down / 2});
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(raster, null, null), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        writer.dispose();
        return out.toByteArray();
    }

    /** The same with Adobe's segment: transform 0 is CMYK, 2 is YCCK. */
    public static byte[] declared(ImageSize size, int transform) {
        byte[] adobe = Pictures.concat("Adobe".getBytes(US_ASCII), new byte[] {0, 100, 0, 0, 0, 0, (byte) transform});
        return Pictures.withSegment(undeclared(size), 0xee, adobe);
    }

    /** The four components of each pixel as they are stored, by the JDK's decoder. */
    public static int[] components(byte[] jpeg) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(stream);
            Raster raster = reader.readRaster(0, null);
            return raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reader.dispose();
        }
    }
}
