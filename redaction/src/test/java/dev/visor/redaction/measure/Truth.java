package dev.visor.redaction.measure;

import dev.visor.redaction.Photographs;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImagePoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads what people labelled: every {@code .xml} and {@code .json} of a folder that is dlib's
 * {@code <image file><box top left width height><part x y>}, COCO's {@code images} and {@code annotations[].bbox}, or a
 * list of {@code {"file", "faces": [{"box", "ignore"}]}}.
 */
public final class Truth {

    /** The passes and thresholds of this module were chosen on one half of the pictures of a file of this name. */
    private static final String LEARNT_ON = "fmd.json";

    private static final Path DEMONSTRATION = Path.of("../deploy/lib/demo-manifest.csv");

    private final Path folder;
    private final Map<Path, List<Labelled.Face>> faces = new LinkedHashMap<>();
    private final Map<Path, String> sources = new LinkedHashMap<>();
    private String source = "";

    private Truth(Path folder) {
        this.folder = folder;
    }

    /** All labelled pictures of a folder, by its files' names. */
    public static List<Labelled> in(Path folder) throws IOException {
        Truth truth = new Truth(folder);
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.sorted().toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            truth.source = name;
            if (name.endsWith(".xml")) {
                truth.dlib(file);
            } else if (name.endsWith(".json")) {
                truth.json(file);
            }
        }
        return truth.pictures();
    }

    /** The sample photographs with the 22 faces that the demonstration claims. */
    public static List<Labelled> ofSamples() throws IOException {
        Truth truth = new Truth(Photographs.FOLDER);
        truth.source = DEMONSTRATION.getFileName().toString();
        for (String line : Files.readAllLines(DEMONSTRATION)) {
            String[] columns = line.split("[\",]+", -1);
            if (columns[0].endsWith(".jpg")) {
                truth.facesOf(columns[0])
                        .add(new Labelled.Face(
                                new Box(
                                        Double.parseDouble(columns[1]),
                                        Double.parseDouble(columns[2]),
                                        Double.parseDouble(columns[3]),
                                        Double.parseDouble(columns[4])),
                                List.of()));
            }
        }
        return truth.pictures();
    }

    private List<Labelled> pictures() {
        List<Labelled> pictures = new ArrayList<>();
        faces.forEach((file, found) -> {
            String from = Objects.requireNonNull(sources.get(file));
            pictures.add(new Labelled(file, from, found, from.equals(LEARNT_ON) && Labelled.inLearningHalf(file)));
        });
        return pictures;
    }

    private List<Labelled.Face> facesOf(String file) {
        Path path = folder.resolve(file);
        sources.putIfAbsent(path, source);
        return faces.computeIfAbsent(path, unknown -> new ArrayList<>());
    }

    private void dlib(Path file) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (var in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            List<Labelled.Face> image = new ArrayList<>();
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "image" -> image = facesOf(xml.getAttributeValue(null, "file"));
                        case "box" -> {
                            Optional<Box> box = box(
                                    number(xml, "left"),
                                    number(xml, "top"),
                                    number(xml, "width"),
                                    number(xml, "height"));
                            boolean ignored = "1".equals(xml.getAttributeValue(null, "ignore"));
                            List<ImagePoint> points = points(xml);
                            if (!ignored && box.isPresent()) {
                                image.add(new Labelled.Face(box.get(), points));
                            }
                        }
                        default -> {
                            // Names, comments and style sheets.
                        }
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("The truth " + file.getFileName() + " is no XML", e);
        }
    }

    /** The parts within a box; dlib counts pixels, so that a point lies in the middle of one. */
    private static List<ImagePoint> points(XMLStreamReader xml) throws XMLStreamException {
        List<ImagePoint> points = new ArrayList<>();
        while (!(xml.next() == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("box"))) {
            if (xml.isStartElement() && xml.getLocalName().equals("part")) {
                points.add(new ImagePoint(number(xml, "x") + 0.5, number(xml, "y") + 0.5));
            }
        }
        return points;
    }

    private static double number(XMLStreamReader xml, String attribute) {
        return Double.parseDouble(xml.getAttributeValue(null, attribute));
    }

    private void json(Path file) throws IOException {
        Object root = Json.read(Files.readString(file));
        if (root instanceof List<?> pictures) {
            for (Object picture : pictures) {
                List<Labelled.Face> found = facesOf((String) member(picture, "file"));
                for (Object face : (List<?>) member(picture, "faces")) {
                    if (!Boolean.TRUE.equals(((Map<?, ?>) face).get("ignore"))) {
                        box(member(face, "box")).ifPresent(box -> found.add(new Labelled.Face(box, List.of())));
                    }
                }
            }
        } else if (root instanceof Map<?, ?> coco && coco.containsKey("images") && coco.containsKey("annotations")) {
            Map<Object, String> names = new LinkedHashMap<>();
            for (Object image : (List<?>) member(coco, "images")) {
                String name = (String) member(image, "file_name");
                names.put(member(image, "id"), name);
                facesOf(name);
            }
            for (Object annotation : (List<?>) member(coco, "annotations")) {
                String name = Objects.requireNonNull(names.get(member(annotation, "image_id")));
                box(member(annotation, "bbox")).ifPresent(box -> facesOf(name).add(new Labelled.Face(box, List.of())));
            }
        }
    }

    private static Object member(Object object, String name) {
        return Objects.requireNonNull(((Map<?, ?>) object).get(name), name);
    }

    private static Optional<Box> box(Object numbers) {
        List<?> box = (List<?>) numbers;
        return box((Double) box.get(0), (Double) box.get(1), (Double) box.get(2), (Double) box.get(3));
    }

    /** Some truths have boxes without extent, which mean nothing. */
    private static Optional<Box> box(double x, double y, double width, double height) {
        return width > 0 && height > 0 ? Optional.of(new Box(x, y, width, height)) : Optional.empty();
    }
}
