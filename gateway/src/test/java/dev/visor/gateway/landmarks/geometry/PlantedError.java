package dev.visor.gateway.landmarks.geometry;

import dev.visor.gateway.landmarks.Landmark;
import dev.visor.gateway.landmarks.PointState;
import dev.visor.gateway.landmarks.geometry.Simulation.Annotated;
import dev.visor.gateway.projects.LandmarkSchema;
import dev.visor.redaction.geometry.ViewPoint;
import dev.visor.redaction.mesh.HeadPose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A gross error, planted in a careful annotation. A point is grossly wrong where it lies at least five standard deviations of
 * its whole spread (people, expressions and annotators) from where it should be, by Mahalanobis' distance in the picture; of names
 * that were exchanged at least one point lies so, of exchanged pairs both do. Nothing else is asked of an error: one that others do
 * not foretell, or that the fit can explain, counts all the same.
 */
enum PlantedError {
    /** One point lies 5 to 8 deviations off, in any direction. */
    MOVED {
        @Override
        @Nullable
        Planted in(Simulation simulation, Annotated sound, Random random) {
            int point = random.nextInt(sound.points().size());
            List<Landmark> points = new ArrayList<>(sound.points());
            Vector way = simulation
                    .spread(point, sound)
                    .way(2 * Math.PI * random.nextDouble(), GROSS + 3 * random.nextDouble());
            Vector truth = sound.truth().get(point);
            points.set(point, at(points.get(point), new ViewPoint(truth.x() + way.x(), truth.y() + way.y())));
            return new Planted(points, sound.sight(), List.of(point));
        }
    },
    /** One point lies 5 to 8 deviations of what annotators alone differ by off: reported, not promised. */
    MOVED_CLICK {
        @Override
        @Nullable
        Planted in(Simulation simulation, Annotated sound, Random random) {
            int point = random.nextInt(sound.points().size());
            List<Landmark> points = new ArrayList<>(sound.points());
            double deviation = simulation.click(point, points.get(point).state(), sound.shot());
            double angle = 2 * Math.PI * random.nextDouble();
            double far = deviation * (GROSS + 3 * random.nextDouble());
            Vector truth = sound.truth().get(point);
            points.set(
                    point,
                    at(
                            points.get(point),
                            new ViewPoint(truth.x() + far * Math.cos(angle), truth.y() + far * Math.sin(angle))));
            return new Planted(points, sound.sight(), List.of(point));
        }
    },
    /** A point and its opposite carry each other's names. */
    SWAPPED_PAIR {
        @Override
        @Nullable
        Planted in(Simulation simulation, Annotated sound, Random random) {
            List<Integer> flip = simulation.schema().flip();
            List<Integer> with = IntStream.range(0, flip.size())
                    .filter(i -> flip.get(i) > i)
                    .boxed()
                    .toList();
            if (with.isEmpty()) {
                return null;
            }
            int a = with.get(random.nextInt(with.size()));
            int b = flip.get(a);
            List<Integer> from = same(sound.points().size());
            Collections.swap(from, a, b);
            Planted planted = renamed(simulation, sound, from);
            return planted != null && planted.wrong().size() == 2 ? planted : null;
        }
    },
    /** A region and its opposite, such as both eyes, carry each other's names. */
    SWAPPED_REGION {
        @Override
        @Nullable
        Planted in(Simulation simulation, Annotated sound, Random random) {
            LandmarkSchema schema = simulation.schema();
            List<Integer> flip = schema.flip();
            LandmarkSchema.Group group =
                    schema.groups().get(random.nextInt(schema.groups().size()));
            List<Integer> from = same(flip.size());
            for (int point : group.points()) {
                from.set(point, flip.get(point));
                from.set(flip.get(point), point);
            }
            Planted planted = renamed(simulation, sound, from);
            return planted != null && planted.wrong().size() > 1 ? planted : null;
        }
    },
    /** The whole face was labelled as if left were the picture's. */
    SWAPPED_WHOLE {
        @Override
        @Nullable
        Planted in(Simulation simulation, Annotated sound, Random random) {
            return renamed(simulation, sound, simulation.schema().flip());
        }
    },
    /** Two points of a contour are exchanged, or it was run through backwards or begun late. */
    ORDER {
        @Override
        @Nullable
        Planted in(Simulation simulation, Annotated sound, Random random) {
            List<LandmarkSchema.Contour> contours = simulation.schema().contours();
            LandmarkSchema.Contour contour = contours.get(random.nextInt(contours.size()));
            List<Integer> wrong = new ArrayList<>(contour.points());
            int how = random.nextInt(contour.closed() ? 3 : 2);
            switch (how) {
                case 0 -> {
                    int at = random.nextInt(wrong.size() - 1);
                    Collections.swap(wrong, at, at + 1);
                }
                case 1 -> Collections.reverse(wrong);
                default -> Collections.rotate(wrong, 1 + random.nextInt(wrong.size() - 1));
            }
            List<Integer> from = same(sound.points().size());
            for (int k = 0; k < wrong.size(); k++) {
                from.set(contour.points().get(k), wrong.get(k));
            }
            return renamed(simulation, sound, from);
        }
    },
    /** A point was left at another's place. */
    COINCIDENT {
        @Override
        @Nullable
        Planted in(Simulation simulation, Annotated sound, Random random) {
            int count = sound.points().size();
            int moved = random.nextInt(count);
            int onto = random.nextInt(count);
            ViewPoint place = sound.points().get(onto).place();
            List<Landmark> points = new ArrayList<>(sound.points());
            points.set(moved, at(points.get(moved), place));
            return wrong(simulation, sound, points).contains(moved)
                    ? new Planted(points, sound.sight(), List.of(moved))
                    : null;
        }
    },
    /** The points are those of a head that is turned by 40 degrees or more from the one in the picture. */
    OTHER_POSE {
        @Override
        @Nullable
        Planted in(Simulation simulation, Annotated sound, Random random) {
            double yaw = simulation.photographs().yaw(random);
            if (Math.abs(yaw - sound.shot().yaw()) < 40) {
                return null;
            }
            HeadPose pose =
                    SimulatedShot.of(random, simulation.photographs(), yaw).told(random);
            return new Planted(sound.points(), new Sight(sound.sight().shows(), pose), all(sound));
        }
    },
    /**
     * The states are those of a head that is turned the other way, by 30 degrees or more; three points at least that are said to
     * be hidden face the viewer by 60 degrees or less.
     */
    OTHER_STATES {
        @Override
        @Nullable
        Planted in(Simulation simulation, Annotated sound, Random random) {
            if (Math.abs(sound.shot().yaw()) < 30) {
                return null;
            }
            List<Integer> flip = simulation.schema().flip();
            List<Landmark> points = new ArrayList<>();
            List<Integer> wrong = new ArrayList<>();
            for (int i = 0; i < flip.size(); i++) {
                Landmark point = sound.points().get(i);
                PointState state = sound.points().get(flip.get(i)).state();
                points.add(new Landmark(point.place(), state, point.provenance(), null));
                if (state == PointState.SELF_OCCLUDED && simulation.facing(i, sound.shot()) > 0.5) {
                    wrong.add(i);
                }
            }
            return wrong.size() >= 3 ? new Planted(points, sound.sight(), wrong) : null;
        }
    };

    /** From how many deviations on an error is gross. */
    static final double GROSS = 5;

    /** The kind of finding that is about it and about no place; null of errors of places. */
    @Nullable
    FindingKind about() {
        return switch (this) {
            case OTHER_POSE -> FindingKind.OTHER_POSE;
            case OTHER_STATES -> FindingKind.VISIBILITY_REVERSED;
            default -> null;
        };
    }

    /** Puts the error in; null where this annotation has no place for it. */
    abstract @Nullable Planted in(Simulation simulation, Annotated sound, Random random);

    private static Landmark at(Landmark point, @Nullable ViewPoint place) {
        return new Landmark(place, point.state(), point.provenance(), null);
    }

    private static List<Integer> same(int count) {
        return new ArrayList<>(IntStream.range(0, count).boxed().toList());
    }

    private static List<Integer> all(Annotated sound) {
        return same(sound.points().size());
    }

    private static @Nullable Planted renamed(Simulation simulation, Annotated sound, List<Integer> from) {
        List<Landmark> points = from.stream().map(sound.points()::get).toList();
        List<Integer> wrong = wrong(simulation, sound, points);
        return wrong.isEmpty() ? null : new Planted(points, sound.sight(), wrong);
    }

    /** The points that are grossly wrong. */
    private static List<Integer> wrong(Simulation simulation, Annotated sound, List<Landmark> points) {
        TreeSet<Integer> wrong = new TreeSet<>();
        for (int i = 0; i < points.size(); i++) {
            ViewPoint place = points.get(i).place();
            Vector truth = sound.truth().get(i);
            if (place != null
                    && !place.equals(sound.points().get(i).place())
                    && simulation.spread(i, sound).deviations(place.x() - truth.x(), place.y() - truth.y()) >= GROSS) {
                wrong.add(i);
            }
        }
        return List.copyOf(wrong);
    }

    /**
     * An annotation with an error.
     *
     * @param wrong the points that are grossly wrong
     */
    record Planted(List<Landmark> points, Sight sight, List<Integer> wrong) {}
}
