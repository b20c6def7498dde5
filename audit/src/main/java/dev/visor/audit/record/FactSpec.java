package dev.visor.audit.record;

import java.util.regex.Pattern;

/**
 * What one fact of an action may say.
 *
 * @param kind of value
 * @param required whether the action is refused without it
 */
public record FactSpec(Kind kind, boolean required) {

    /** Kinds of plain values. */
    public enum Kind {
        /** A stable word: letters, digits and {@code . _ : / -}. */
        CODE("[A-Za-z0-9{*][A-Za-z0-9._:/{}*-]{0,119}"),
        /** A whole number. */
        NUMBER("-?(0|[1-9][0-9]{0,15})"),
        /** A UUID. */
        ID("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        /** A keyed hash, base64url or hexadecimal. */
        HASH("[A-Za-z0-9_-]{22,128}"),
        /** 1 to 200 characters of text. */
        TEXT("[^\\p{Cntrl}]{1,200}");

        private final Pattern form;

        Kind(String form) {
            this.form = Pattern.compile(form, Pattern.DOTALL);
        }
    }

    /** Reads {@code code}, {@code number!} and so on; the exclamation mark means required. */
    static FactSpec parse(String text) {
        boolean required = text.endsWith("!");
        String kind = required ? text.substring(0, text.length() - 1) : text;
        return new FactSpec(Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)), required);
    }

    boolean allows(String value) {
        return kind.form.matcher(value).matches();
    }
}
