package dev.visor.policies;

import java.util.regex.Pattern;

/**
 * Why pictures are worked on, as a short name that is compared letter by letter, such as {@code pain-assessment}.
 *
 * @param id 3 to 64 characters: words of a-z and 0-9, joined by single hyphens, beginning with a letter
 */
public record Purpose(String id) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public Purpose {
        if (id.length() < 3 || id.length() > 64 || !FORM.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "A purpose is 3 to 64 characters, lower-case words joined by hyphens, such as pain-assessment");
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
