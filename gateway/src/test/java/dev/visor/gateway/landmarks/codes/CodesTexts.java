package dev.visor.gateway.landmarks.codes;

import dev.visor.gateway.projects.codes.ActionUnits;
import dev.visor.gateway.projects.codes.AskedCodes;
import dev.visor.gateway.projects.codes.Sides;
import dev.visor.policies.DeclaredUse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Codes written short, as coders do: {@code L12C}, {@code 6B} for both sides, {@code -4} for absent, {@code ?5} for not codable. */
final class CodesTexts {

    static final AskedCodes ALL =
            AskedCodes.of(AskedCodes.every(), "prototypes-1", List.of(), DeclaredUse.Use.EMOTION_INFERENCE);

    private static final Pattern UNIT = Pattern.compile("([LR]?)([-?]?)(\\d+)([A-E]?)");

    private CodesTexts() {}

    static List<@Nullable SentUnit> units(String text) {
        List<@Nullable SentUnit> units = new ArrayList<>();
        for (String one : text.split(" ", -1)) {
            if (!one.isEmpty()) {
                units.add(unit(one));
            }
        }
        return units;
    }

    private static SentUnit unit(String text) {
        Matcher parts = UNIT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        int number = Integer.parseInt(parts.group(3));
        boolean sided = ActionUnits.numbered(number).orElseThrow().sides() != Sides.NONE;
        String side = !sided
                ? null
                : switch (parts.group(1)) {
                    case "L" -> "left";
                    case "R" -> "right";
                    default -> "bilateral";
                };
        return switch (parts.group(2)) {
            case "-" -> new SentUnit(number, side, "absent", null, null, null);
            case "?" -> new SentUnit(number, side, "not-codable", null, "occluded", null);
            default ->
                new SentUnit(number, side, "present", parts.group(4).isEmpty() ? null : parts.group(4), null, null);
        };
    }
}
