package dev.visor.redaction.worker;

import java.util.List;
import java.util.UUID;

/**
 * What to do with one picture: find these faces and show each alone.
 *
 * @param asset the picture's identifier, which goes into the frames
 * @param generation the generation of the frames, from 1 on
 * @param claims at most 256
 * @param rules what a view may show
 */
public record RedactionOrder(UUID asset, int generation, List<Claim> claims, ViewRules rules) {

    /** The most claims on one picture. */
    public static final int MOST_CLAIMS = 256;

    public RedactionOrder {
        claims = List.copyOf(claims);
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
}
