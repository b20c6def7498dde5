package dev.visor.redaction.worker;

import dev.visor.redaction.mesh.MeshPlace;
import java.util.List;
import java.util.UUID;

/**
 * What to do with one picture: find these faces and show each alone.
 *
 * @param asset the picture's identifier, which goes into the frames
 * @param generation the generation of the frames, from 1 on
 * @param claims at most 256
 * @param rules what a view may show
 * @param places which points to suggest on each shown face, at most {@value #MOST_PLACES}
 */
public record RedactionOrder(UUID asset, int generation, List<Claim> claims, ViewRules rules, List<MeshPlace> places) {

    /** The most claims on one picture. */
    public static final int MOST_CLAIMS = 256;

    /** The most points that are suggested on one face. */
    public static final int MOST_PLACES = 1_024;

    public RedactionOrder {
        claims = List.copyOf(claims);
        places = bounded(places);
        if (claims.size() > MOST_CLAIMS) {
            throw new IllegalArgumentException("A picture has at most " + MOST_CLAIMS + " claims");
        }
        if (claims.stream().mapToInt(Claim::row).distinct().count() != claims.size()) {
            throw new IllegalArgumentException("Each claim has a row of its own");
        }
        if (generation < 1) {
            throw new IllegalArgumentException("Generations count from 1, not " + generation);
        }
    }

    /** An order that suggests no points. */
    public RedactionOrder(UUID asset, int generation, List<Claim> claims, ViewRules rules) {
        this(asset, generation, claims, rules, List.of());
    }

    static List<MeshPlace> bounded(List<MeshPlace> places) {
        if (places.size() > MOST_PLACES) {
            throw new IllegalArgumentException("At most " + MOST_PLACES + " points are suggested on a face");
        }
        return List.copyOf(places);
    }
}
