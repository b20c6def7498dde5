package dev.visor.redaction.detect;

import dev.visor.redaction.picture.DecodedPicture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a finder would find with one pass less: a pass that adds nothing is not worth its time. */
public final class LeaveOneOut {

    private LeaveOneOut() {}

    /** The faces without each pass, by the pass. */
    public static Map<String, List<Detection>> find(FaceFinder finder, DecodedPicture picture) {
        List<List<Detection>> each = finder.each(picture);
        Map<String, List<Detection>> without = new LinkedHashMap<>();
        for (int left = 0; left < each.size(); left++) {
            List<Detection> all = new ArrayList<>();
            for (int pass = 0; pass < each.size(); pass++) {
                if (pass != left) {
                    all.addAll(each.get(pass));
                }
            }
            Pass pass = finder.passes().get(left);
            without.put(
                    "%d px, at most %.0f times, %d x %d tiles, %d quarter turns"
                            .formatted(
                                    pass.longestSide(),
                                    pass.largestEnlargement(),
                                    pass.tiles(),
                                    pass.tiles(),
                                    pass.quarterTurns()),
                    Suppression.of(all));
        }
        return without;
    }
}
