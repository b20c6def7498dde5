package dev.visor.gateway.line;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A picture of many faces: one face of {@link Line#PHOTOGRAPH}, laid side by side.
 *
 * @param jpeg the picture
 * @param boxes where the faces are, as a manifest says it
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
record Mosaic(byte[] jpeg, List<String> boxes) {

    private static final int LEFT = 340;
    private static final int TOP = 290;
    private static final int WIDTH = 340;
    private static final int HEIGHT = 390;

    static Mosaic of(int columns, int rows) throws IOException {
        BufferedImage face = ImageIO.read(Line.PHOTOGRAPH.toFile()).getSubimage(LEFT, TOP, WIDTH, HEIGHT);
        BufferedImage all = new BufferedImage(columns * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
        List<String> boxes = new ArrayList<>();
        Graphics2D graphics = all.createGraphics();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                graphics.drawImage(face, column * WIDTH, row * HEIGHT, null);
                boxes.add((column * WIDTH + 412 - LEFT) + "," + (row * HEIGHT + 361 - TOP) + ",181,240");
            }
        }
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(all, "jpg", jpeg);
        return new Mosaic(jpeg.toByteArray(), boxes);
    }

    @Override
    public String toString() {
        return "Mosaic[" + boxes.size() + "]";
    }
}
