package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.landmarks.PointState;
import dev.visor.gateway.landmarks.Provenance;
import dev.visor.gateway.landmarks.geometry.Annotators.Annotator;
import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.gateway.views.Correspondence;
import dev.visor.redaction.geometry.FaceContour;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.mesh.Mesh;
import dev.visor.redaction.mesh.MeshPlace;
import dev.visor.redaction.mesh.MeshPlace.Corner;
import dev.visor.redaction.mesh.MeshPlace.Mean;
import dev.visor.redaction.mesh.MeshPlace.Part;
import dev.visor.redaction.mesh.MeshPlace.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Annotations of simulated people under one schema. Annotators place each point as far off as the schema's deviation says,
 * along each axis, twice as far where nobody sees it, and half a pixel besides, by the law of the {@link Annotators}. Every
 * second one draws the border of a turned face along the edge of the cheek, as 300-W does, the others along the bone. Points that
 * are turned away are said to be hidden by the head, those at the edge by chance.
 */
final class Simulation {

    private static final int PEOPLE = 400;

    private final LandmarkSchema schema;
    private final Conditions conditions;
    private final Correspondence places;
    private final List<Spread> spreads = new ArrayList<>();

    Simulation(LandmarkSchema schema) {
        this(schema, Conditions.NORMAL);
    }

    Simulation(LandmarkSchema schema, Conditions conditions) {
        this.schema = schema;
        this.conditions = conditions;
        places = Correspondence.of(schema);
        spreads();
    }

    LandmarkSchema schema() {
        return schema;
    }

    Photographs photographs() {
        return conditions.photographs();
    }

    /** Somebody's face, as a careful annotator has it. */
    Annotated careful(Random random) {
        return careful(random, photographs().yaw(random));
    }

    /** The same, with the head turned by so many degrees. */
    Annotated careful(Random random, double yaw) {
        SimulatedPerson person = SimulatedPerson.of(random);
        SimulatedShot shot = SimulatedShot.of(random, photographs(), yaw);
        boolean alongCheek = random.nextBoolean();
        Annotator annotator = conditions.annotators().one(random);
        List<Vector> true_ = new ArrayList<>();
        List<Landmark> points = new ArrayList<>();
        FaceContour contour = contour(person, shot);
        for (int i = 0; i < schema.size(); i++) {
            MeshPlace place = places.places().get(i);
            Vector seen = seen(person, shot, place, alongCheek);
            true_.add(seen);
            PointState state = state(shot, place, random);
            Vector off = annotator.miss(region(i)).times(click(i, state, shot));
            ViewPoint at = new ViewPoint(seen.x() + off.x(), seen.y() + off.y());
            points.add(new Landmark(at, state, Provenance.PLACED, null));
        }
        Sight sight = new Sight(at -> within(contour, at), shot.told(random));
        return new Annotated(person, shot, true_, points, sight);
    }

    /** What two careful annotators differ by along each axis, in view pixels. */
    double click(int point, PointState state, SimulatedShot shot) {
        // The sides of a box are lines, which people see to a hundredth of it.
        double share = places.places().get(point) instanceof Corner
                ? 0.01
                : schema.deviations().get(point);
        double own = share * FaceShape.FACE * (state == PointState.SELF_OCCLUDED ? 2 : 1);
        return Math.hypot(own * shot.scale(), 0.5);
    }

    /** How far a placed point lies from where it should be, in what careful annotators differ by along each axis. */
    double off(int point, Landmark placed, Annotated truth) {
        ViewPoint place = Objects.requireNonNull(placed.place());
        Vector at = truth.truth().get(point);
        return Math.hypot(place.x() - at.x(), place.y() - at.y()) / click(point, placed.state(), truth.shot());
    }

    /** A point's whole spread over people, expressions, annotators and their ways to draw a border, in square pixels. */
    Spread spread(int point, Annotated on) {
        MeshPlace place = places.places().get(point);
        Vector bone = seen(on.person(), on.shot(), place, false);
        Vector cheek = seen(on.person(), on.shot(), place, true);
        double own = click(point, on.points().get(point).state(), on.shot());
        return spreads.get(point).seen(on.shot(), own).plus(cheek.minus(bone).times(0.5));
    }

    /** The cosine between the skin's normal at a point and the line of sight. */
    double facing(int point, SimulatedShot shot) {
        return places.places().get(point) instanceof Mean mean ? shot.facing(normal(mean)) : 1;
    }

    /** The first of the schema's groups that holds a point; one more than the last where none does. */
    private int region(int point) {
        int region = 0;
        for (LandmarkSchema.Group group : schema.groups()) {
            if (group.points().contains(point)) {
                return region;
            }
            region++;
        }
        return region;
    }

    private void spreads() {
        Random random = new Random(4);
        List<SimulatedPerson> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(SimulatedPerson.of(random));
        }
        for (MeshPlace place : places.places()) {
            spreads.add(Spread.of(people.stream()
                    .map(person -> place instanceof Mean mean ? on(person, mean) : Vector.ZERO)
                    .toList()));
        }
    }

    private static Vector on(SimulatedPerson person, Mean place) {
        Vector sum = Vector.ZERO;
        for (Part part : place.parts()) {
            sum = sum.plus(part.weight(), person.vertex(part.vertex()));
        }
        return sum;
    }

    private static Vector normal(Mean place) {
        Vector sum = Vector.ZERO;
        for (Part part : place.parts()) {
            sum = sum.plus(part.weight(), SimulatedPerson.normal(part.vertex()));
        }
        return sum;
    }

    private static Vector seen(SimulatedPerson person, SimulatedShot shot, MeshPlace place, boolean alongCheek) {
        return switch (place) {
            case Corner corner -> corner(person, shot, corner);
            case Mean mean -> {
                Vector on = on(person, mean);
                boolean behind = mean.trust() == Trust.BORDER && shot.facing(normal(mean)) < 0;
                yield behind && alongCheek ? cheek(person, shot, on) : shot.seen(on);
            }
        };
    }

    /** Where the edge of the face is seen at the height of a place that is turned away. */
    private static Vector cheek(SimulatedPerson person, SimulatedShot shot, Vector on) {
        Vector farthest = shot.seen(on);
        double side = Math.signum(on.x());
        Vector outwards = shot.way(new Vector(side, 0, 0)).unit();
        for (int i = 0; i < Mesh.POINTS; i++) {
            Vector vertex = person.vertex(i);
            if (vertex.x() * side > 1.5 && Math.abs(vertex.y() - on.y()) < 0.6) {
                Vector seen = shot.seen(vertex);
                if (seen.dot(outwards) > farthest.dot(outwards)) {
                    farthest = seen;
                }
            }
        }
        return farthest;
    }

    private static Vector corner(SimulatedPerson person, SimulatedShot shot, Corner corner) {
        double x = corner.right() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        double y = corner.lower() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Mesh.POINTS; i++) {
            Vector seen = shot.seen(person.vertex(i));
            x = corner.right() ? Math.max(x, seen.x()) : Math.min(x, seen.x());
            y = corner.lower() ? Math.max(y, seen.y()) : Math.min(y, seen.y());
        }
        return new Vector(x, y, 0);
    }

    private static PointState state(SimulatedShot shot, MeshPlace place, Random random) {
        double facing = place instanceof Mean mean ? shot.facing(normal(mean)) : 1;
        return facing + 0.1 * random.nextGaussian() < -0.1 ? PointState.SELF_OCCLUDED : PointState.VISIBLE;
    }

    private static FaceContour contour(SimulatedPerson person, SimulatedShot shot) {
        List<ImagePoint> points = new ArrayList<>();
        for (int i = 0; i < Mesh.POINTS; i++) {
            Vector seen = shot.seen(person.vertex(i));
            points.add(new ImagePoint(seen.x(), seen.y()));
        }
        return new Mesh(points, 1).contour();
    }

    /** An ellipse-like outline with a margin of a fifth of the face on each side, wide enough for any annotator's jaw. */
    private static boolean within(FaceContour contour, ViewPoint at) {
        double left = contour.points().stream().mapToDouble(ImagePoint::x).min().orElseThrow();
        double right =
                contour.points().stream().mapToDouble(ImagePoint::x).max().orElseThrow();
        double top = contour.points().stream().mapToDouble(ImagePoint::y).min().orElseThrow();
        double bottom =
                contour.points().stream().mapToDouble(ImagePoint::y).max().orElseThrow();
        double x = 0.2 * (right - left);
        double y = 0.2 * (bottom - top);
        return at.x() > left - x && at.x() < right + x && at.y() > top - y && at.y() < bottom + y;
    }

    /**
     * One annotation.
     *
     * @param truth where each point is seen, in view pixels downwards
     */
    record Annotated(
            SimulatedPerson person, SimulatedShot shot, List<Vector> truth, List<Landmark> points, Sight sight) {}
}
