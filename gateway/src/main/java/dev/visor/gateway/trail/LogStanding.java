package dev.visor.gateway.trail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one log stands, without anything about anybody.
 *
 * @param head of the published checkpoint; null before the first
 * @param witnesses who outside has cosigned
 * @param stamps who outside has stamped
 * @param verification the newest; null before the first
 * @param space how long the store will last
 */
public record LogStanding(
        @Nullable Head head,
        Witnesses witnesses,
        Stamps stamps,
        @Nullable Verification verification,
        Space space) {

    /**
     * A tree at a time.
     *
     * @param size leaves
     * @param time when it was signed, witnessed or stamped; null where that is not stated
     */
    public record Head(long size, @Nullable Instant time) {}

    /**
     * The witnesses of the policy.
     *
     * @param configured whether any are named
     * @param quorum the newest head for which enough of them vouched; null if there is none
     * @param count how many of them cosigned that head
     * @param alarmed whether one of them knows another history of any log
     */
    public record Witnesses(boolean configured, @Nullable Head quorum, int count, boolean alarmed) {}

    /**
     * The time stamping authority.
     *
     * @param configured whether one is named
     * @param newest the newest head with a token; null if there is none
     */
    public record Stamps(boolean configured, @Nullable Head newest) {}

    /**
     * One verification of the published log by Visor itself.
     *
     * @param size leaves of the head that was verified
     * @param fault what is wrong, the first of it; null if the log stood
     */
    public record Verification(
            Instant time,
            long size,
            boolean passed,
            @Nullable String fault) {}

    /**
     * The room of all logs together.
     *
     * @param level {@code unknown}, {@code calm}, {@code soon} (14 days) or {@code urgent} (3 days)
     * @param full when the store will be full; null where that is not known or far away
     * @param figures null for whoever may not know how much others write
     */
    public record Space(
            String level, @Nullable Instant full, @Nullable Figures figures) {}

    /**
     * Bytes at the newest sample.
     *
     * @param at when it was measured
     * @param folders of the published folders
     * @param tables of the trail's tables
     * @param growth of both together within the last 14 days
     * @param free in the store of the folders
     */
    public record Figures(Instant at, long folders, long tables, long growth, long free) {}
}
