package dev.visor.gateway.projects;

import dev.visor.gateway.access.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/**
 * Reads a guideline: headings ({@code #} and {@code ##}), paragraphs, lists ({@code -}) and figures, all of CommonMark's form. A figure
 * is drawn from the schema's mean shape, {@code ![Where the lids meet](right:eye-right-outer-corner)} or
 * {@code ![Not on the lashes](wrong:eye-right-outer-corner -0.20 +0.05)}: an uploaded picture could be one of a person, and annotators see no
 * face but the view of their task.
 */
final class GuidelineText {

    /** Characters of a whole guideline. */
    static final int MOST = 32_768;

    private static final int MOST_FIGURES = 100;
    private static final Pattern HEADING = Pattern.compile("(#{1,2}) +(\\S.*)");
    private static final Pattern ITEM = Pattern.compile("- +(\\S.*)");
    private static final Pattern PICTURE = Pattern.compile("!\\[.*");
    private static final Pattern OFFSET = Pattern.compile("[+-]?[01](?:\\.\\d{1,3})?");
    private static final Pattern FIGURE =
            Pattern.compile("!\\[([^\\[\\]]{1,200})]\\((right|wrong):([^\\s():]{1,80})(?: (\\S{1,8}) (\\S{1,8}))?\\)");

    private final LandmarkSchema schema;
    private final List<GuidelineBlock> blocks = new ArrayList<>();
    private final List<String> paragraph = new ArrayList<>();
    private final List<String> items = new ArrayList<>();
    private int figures;

    private GuidelineText(LandmarkSchema schema) {
        this.schema = schema;
    }

    /**
     * Reads one.
     *
     * @param schema whose points its figures show
     * @throws Refused (422) {@code bad-guideline}, naming the line
     */
    static List<GuidelineBlock> read(String text, LandmarkSchema schema) {
        if (text.isBlank() || text.length() > MOST) {
            throw new Refused(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "bad-guideline",
                    "A guideline has 1 to " + MOST + " characters, not " + text.length() + ".");
        }
        GuidelineText reading = new GuidelineText(schema);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            reading.line(i + 1, lines.get(i).strip());
        }
        reading.end();
        return reading.blocks;
    }

    private void line(int number, String line) {
        requirePrinting(number, line);
        Matcher heading = HEADING.matcher(line);
        Matcher item = ITEM.matcher(line);
        if (line.isEmpty()) {
            end();
        } else if (heading.matches()) {
            end();
            blocks.add(GuidelineBlock.heading(heading.group(1).length(), heading.group(2)));
        } else if (item.matches()) {
            endParagraph();
            items.add(item.group(1));
        } else if (PICTURE.matcher(line).matches()) {
            end();
            blocks.add(figure(number, line));
        } else {
            endList();
            paragraph.add(line);
        }
    }

    private void end() {
        endParagraph();
        endList();
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            blocks.add(GuidelineBlock.paragraph(String.join(" ", paragraph)));
            paragraph.clear();
        }
    }

    private void endList() {
        if (!items.isEmpty()) {
            blocks.add(GuidelineBlock.list(items));
            items.clear();
        }
    }

    private GuidelineBlock figure(int number, String line) {
        Matcher figure = FIGURE.matcher(line);
        if (!figure.matches()) {
            throw bad(
                    number,
                    "a figure is ![caption](right:POINT) or ![caption](wrong:POINT X Y), drawn from the schema; other pictures are not taken");
        }
        if (++figures > MOST_FIGURES) {
            throw bad(number, "a guideline has at most " + MOST_FIGURES + " figures");
        }
        int point = schema.points().indexOf(figure.group(3));
        if (point < 0) {
            throw bad(number, "the schema " + schema.ref().label() + " has no such point");
        }
        boolean wrong = figure.group(2).equals("wrong");
        if (wrong != (figure.group(4) != null)) {
            throw bad(number, "a wrong place says how far off it is, a right one does not");
        }
        GuidelineBlock.Figure shown = wrong
                ? new GuidelineBlock.Figure(
                        point, figure.group(3), offset(number, figure.group(4)), offset(number, figure.group(5)))
                : new GuidelineBlock.Figure(point, figure.group(3), 0, 0);
        if (wrong && shown.dx() == 0 && shown.dy() == 0) {
            throw bad(number, "a wrong place is off the right one");
        }
        return GuidelineBlock.figure(figure.group(1).strip(), shown);
    }

    private static double offset(int number, String text) {
        double offset = OFFSET.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!(Math.abs(offset) <= 1)) {
            throw bad(number, "how far off is two numbers from -1 to 1, where 1 is the longer side of the mean shape");
        }
        return offset;
    }

    /** A reader sees what was written: no sign that turns the direction of others or shows as nothing. */
    private static void requirePrinting(int number, String line) {
        boolean hidden = line.codePoints()
                .anyMatch(sign -> (Character.isISOControl(sign) && sign != '\t')
                        || Character.getType(sign) == Character.FORMAT
                        || Character.getType(sign) == Character.SURROGATE);
        if (hidden) {
            throw bad(number, "it holds signs that do not show");
        }
    }

    private static Refused bad(int line, String why) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "bad-guideline", "Line " + line + ": " + why + ".");
    }
}
