package dev.visor.gateway.projects;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part of a guideline, ready to be shown: everything in it is text, never markup.
 *
 * @param kind {@code heading}, {@code paragraph}, {@code list} or {@code figure}
 * @param level of a heading, 1 or 2
 * @param text of a heading or a paragraph, or a figure's caption
 * @param items of a list
 * @param figure what a figure shows
 */
public record GuidelineBlock(
        String kind,
        @Nullable Integer level,
        @Nullable String text,
        @Nullable List<String> items,
        @Nullable Figure figure) {

    /**
     * One point on the schema's mean shape, where it belongs or where it is wrongly placed. Nobody's face is on it.
     *
     * @param point its index in the schema
     * @param name its name there
     * @param dx how far to the right of its place the wrong one is, as a share of the mean shape's longer side; 0 where it is right
     * @param dy how far below
     */
    public record Figure(int point, String name, double dx, double dy) {}

    static GuidelineBlock heading(int level, String text) {
        return new GuidelineBlock("heading", level, text, null, null);
    }

    static GuidelineBlock paragraph(String text) {
        return new GuidelineBlock("paragraph", null, text, null, null);
    }

    static GuidelineBlock list(List<String> items) {
        return new GuidelineBlock("list", null, null, List.copyOf(items), null);
    }

    static GuidelineBlock figure(String caption, Figure figure) {
        return new GuidelineBlock("figure", null, caption, null, figure);
    }
}
