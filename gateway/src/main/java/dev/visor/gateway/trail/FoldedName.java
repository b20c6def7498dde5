package dev.visor.gateway.trail;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** A name as it is looked up: two spellings of one name have one folded form. */
final class FoldedName {

    /** Space of every kind: what is pasted often ends in one that does not break, which strip() leaves alone. */
    private static final Pattern AROUND = Pattern.compile("^\\p{IsWhite_Space}+|\\p{IsWhite_Space}+$");

    private FoldedName() {}

    /**
     * Unicode NFC, no space around it, and no case. Upper case first: that makes one of the letters that lower case keeps
     * apart, such as ß and ss.
     */
    static String of(String name) {
        String trimmed = AROUND.matcher(name).replaceAll("");
        String folded = trimmed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }
}
