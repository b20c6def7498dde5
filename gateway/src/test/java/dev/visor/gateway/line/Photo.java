package dev.visor.gateway.line;

import dev.visor.redaction.geometry.Box;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pixels of a real photograph, cut, enlarged and laid down as a test needs them; the JDK does it, not Visor. */
record Photo(BufferedImage pixels) {

    static {
        // Its default writes what it reads and encodes to temporary files; the tests look for Visor's own.
        ImageIO.setUseCache(false);
    }

    /** One of the sample photographs, 1 to 6. */
    static Photo sample(int number) {
        try {
            return read(Files.readAllBytes(Line.PHOTOGRAPH.resolveSibling("sample" + number + ".jpg")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Photo read(byte[] file) {
        BufferedImage read = asWritten(file);
        return new Photo(painted(read, read.getWidth(), read.getHeight(), new AffineTransform()));
    }

    /** A file's pixels with the colours that its transparent ones hide. */
    static BufferedImage asWritten(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int width() {
        return pixels.getWidth();
    }

    int height() {
        return pixels.getHeight();
    }

    /**
     * A part of it, enlarged or shrunk.
     *
     * @param x left edge of the part
     * @param y its top edge
     * @param scale pixels of the result for one pixel of the part
     * @param width of the result
     * @param height of the result
     */
    Photo part(double x, double y, double scale, int width, int height) {
        AffineTransform move = AffineTransform.getScaleInstance(scale, scale);
        move.translate(-x, -y);
        return new Photo(painted(pixels, width, height, move));
    }

    /** The same with everything black that does not lie in a rectangle. */
    Photo only(Box kept) {
        BufferedImage to = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = to.createGraphics();
        brush.setClip(new Rectangle2D.Double(kept.x(), kept.y(), kept.width(), kept.height()));
        brush.drawImage(pixels, 0, 0, null);
        brush.dispose();
        return new Photo(to);
    }

    private static BufferedImage painted(BufferedImage from, int width, int height, AffineTransform move) {
        BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = to.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        brush.drawImage(from, move, null);
        brush.dispose();
        return to;
    }

    /** The raster that a file of this orientation holds. */
    Photo stored(int exif) {
        Turn turn = new Turn(exif, width(), height());
        BufferedImage to = new BufferedImage(turn.storedWidth(), turn.storedHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                double[] at = turn.toStored(x + 0.5, y + 0.5);
                to.setRGB((int) at[0], (int) at[1], pixels.getRGB(x, y));
            }
        }
        return new Photo(to);
    }

    /** A PNG without anything but the pixels. */
    byte[] png() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(pixels, "png", out)) {
                throw new IllegalStateException("The JDK writes no such PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The same pixels in a PNG of seven passes, whose bytes are all others. */
    byte[] interlacedPng() {
        return written("png", how -> how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT));
    }

    /** A JPEG of the best quality. */
    byte[] jpeg() {
        return written("jpeg", how -> {
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(1);
        });
    }

    /** A bitmap. */
    byte[] bmp() {
        return written("bmp", how -> {});
    }

    /** A TIFF, packed by LZW. */
    byte[] tiff() {
        return written("tiff", how -> {
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType("LZW");
        });
    }

    private byte[] written(String format, Consumer<ImageWriteParam> choice) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        choice.accept(how);
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(pixels, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
