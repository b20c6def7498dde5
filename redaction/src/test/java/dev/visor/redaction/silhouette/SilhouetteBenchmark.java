package dev.visor.redaction.silhouette;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Photographs;
import dev.visor.redaction.detect.Detection;
import dev.visor.redaction.detect.FaceFinder;
import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.mesh.FaceMesh;
import dev.visor.redaction.mesh.Mesh;
import dev.visor.redaction.picture.DecodedPicture;
import dev.visor.redaction.picture.PictureDecoder;
import dev.visor.redaction.render.ViewShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well a silhouette parts heads from what is behind them: intersection over union, within the shape of a head, with the
 * people of three sample photographs as they were drawn by hand. Nobody parts one person from another in it. The baseline is
 * to show the whole shape.
 */
public final class SilhouetteBenchmark {

    /** Corners x, y, x, y, ... of each person, in thousandths of the photograph's width. */
    private static final Map<Integer, String[]> PEOPLE = Map.of(
            1,
            new String[] {
                "210,240,210,195,225,165,250,140,258,115,270,110,300,120,330,115,365,135,385,170,403,188,388,217,345,190,"
                        + "340,230,345,290,365,330,380,400,360,520,350,666,70,666,110,560,130,470,165,430,190,350,210,320,"
                        + "240,310,225,280",
                "440,230,440,190,470,165,510,168,550,195,575,240,590,300,640,320,650,400,640,520,640,666,400,666,405,520,"
                        + "390,400,385,340,390,280,405,240,425,225",
                "720,220,745,190,765,170,785,130,810,100,850,93,890,105,915,150,925,220,940,300,945,450,880,470,815,470,"
                        + "800,530,805,620,760,666,650,666,650,330,670,270,700,235"
            },
            5,
            new String[] {
                "215,390,235,340,245,280,262,215,290,180,330,170,370,182,398,215,405,260,412,310,405,350,400,400,480,400,"
                        + "480,580,380,600,350,560,300,480,260,420,215,420",
                "60,690,110,620,140,560,150,500,165,455,200,422,245,418,285,440,310,480,335,540,350,600,375,680,375,728,"
                        + "50,728",
                "375,190,388,160,390,130,385,100,398,90,405,55,425,28,460,20,488,32,497,60,497,100,490,150,485,185,530,195,"
                        + "545,220,548,300,570,440,550,460,500,520,480,400,400,400,400,210",
                "565,140,572,110,600,88,640,82,670,92,695,130,715,200,725,260,735,310,735,370,770,430,740,470,640,470,"
                        + "590,440,575,360,585,290,580,230,568,180",
                "725,250,722,200,735,170,765,150,805,143,850,155,890,195,915,250,930,320,935,370,960,400,950,470,940,600,"
                        + "870,630,700,640,740,570,730,500,760,440,790,410,780,380,755,370,740,330,728,290"
            },
            6,
            new String[] {
                "80,430,75,400,85,330,88,280,100,240,130,208,170,196,215,208,250,240,275,290,295,360,310,420,330,460,"
                        + "340,600,380,800,140,800,100,640,78,540,90,460",
                "350,300,346,220,352,160,375,122,410,112,450,125,480,165,495,230,497,300,520,370,540,420,545,480,540,650,"
                        + "520,700,500,800,380,800,350,700,335,560,310,440,335,390,360,340",
                "570,300,570,240,580,180,600,120,640,88,690,84,730,110,752,160,757,220,750,290,752,400,752,500,740,640,"
                        + "740,720,720,765,690,740,650,800,500,800,530,650,515,570,540,480,545,400,575,350,585,320",
                "750,340,760,300,755,260,770,190,782,130,805,95,850,82,895,95,920,140,930,210,930,300,940,370,925,400,"
                        + "910,450,850,570,850,800,720,800,745,600,752,400"
            });

    private double cutSum;
    private double shapeSum;
    private int heads;
    private int fallbacks;

    private SilhouetteBenchmark() {}

    /** Prints one figure. */
    public static void main(String[] arguments) throws Exception {
        Path models = Installed.once().models();
        Silhouette silhouette = Silhouette.from(models);
        SilhouetteBenchmark benchmark = new SilhouetteBenchmark();
        try (FaceFinder finder = FaceFinder.from(models);
                FaceMesh mesh = FaceMesh.from(models)) {
            for (int number : PEOPLE.keySet().stream().sorted().toList()) {
                try (DecodedPicture picture = PictureDecoder.decode(Photographs.sample(number), 128)) {
                    List<Outline> people = people(number, picture.size().width() / 1000.0);
                    for (Detection face : finder.find(picture)) {
                        Mesh points = face.score() < finder.thresholds().target() ? null : mesh.fit(picture, face);
                        if (points != null) {
                            benchmark.add(silhouette, picture, points.contour(), people);
                        }
                    }
                }
            }
        }
        System.err.printf(
                Locale.ROOT,
                "%d heads, %d without a silhouette that could be relied on%n",
                benchmark.heads,
                benchmark.fallbacks);
        System.out.printf(
                Locale.ROOT,
                "bench redaction.silhouette-iou %.3f share ratio %.2f to whole-shape %.3f%n",
                benchmark.cutSum / benchmark.heads,
                benchmark.cutSum / benchmark.shapeSum,
                benchmark.shapeSum / benchmark.heads);
    }

    private static List<Outline> people(int photograph, double scale) {
        List<Outline> people = new ArrayList<>();
        for (String person : PEOPLE.getOrDefault(photograph, new String[0])) {
            List<ImagePoint> corners = new ArrayList<>();
            String[] numbers = person.split(",", -1);
            for (int i = 0; i < numbers.length; i += 2) {
                corners.add(
                        new ImagePoint(Integer.parseInt(numbers[i]) * scale, Integer.parseInt(numbers[i + 1]) * scale));
            }
            people.add(new Outline(corners));
        }
        return people;
    }

    private void add(Silhouette silhouette, DecodedPicture picture, FaceContour contour, List<Outline> people) {
        Outline shape = ViewShape.HEAD.around(contour, picture.storedToUpright(), false, 0.15);
        Outline cut = silhouette.cut(
                picture,
                shape,
                ViewShape.FACE_OVAL.around(contour, picture.storedToUpright(), false, 0),
                ViewShape.FACE_OVAL.around(contour, picture.storedToUpright(), false, 0.15));
        int both = 0;
        int either = 0;
        int truth = 0;
        int all = 0;
        for (int y = (int) shape.bounds().y(); y < shape.bounds().bottom(); y++) {
            for (int x = (int) shape.bounds().x(); x < shape.bounds().right(); x++) {
                ImagePoint centre = new ImagePoint(x + 0.5, y + 0.5);
                if (shape.contains(centre)) {
                    boolean person = people.stream().anyMatch(one -> one.contains(centre));
                    boolean shown = cut.contains(centre);
                    both += person && shown ? 1 : 0;
                    either += person || shown ? 1 : 0;
                    truth += person ? 1 : 0;
                    all++;
                }
            }
        }
        cutSum += (double) both / either;
        shapeSum += (double) truth / all;
        heads++;
        fallbacks += cut.equals(shape) ? 1 : 0;
    }
}
