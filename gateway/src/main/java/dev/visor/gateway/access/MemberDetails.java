package dev.visor.gateway.access;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What work somebody can be given.
 *
 * @param skills short names such as {@code micro-expressions}, 20 at most
 * @param languages BCP 47 tags such as {@code de-CH}, 20 at most
 * @param hours when the person works, in words such as {@code Mo-Fr 8-16, Europe/Berlin}; 100 characters at most
 */
record MemberDetails(
        List<String> skills,
        List<String> languages,
        @Nullable String hours) {

    private static final int MOST = 20;
    private static final int LONGEST_HOURS = 100;
    private static final Pattern SKILL = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    MemberDetails {
        skills = skills == null ? List.of() : List.copyOf(skills);
        languages = languages == null ? List.of() : List.copyOf(languages);
        hours = hours == null || hours.isBlank() ? null : hours.strip();
    }

    /**
     * Refuses what cannot be used.
     *
     * @throws Refused 400 {@code bad-skills}, {@code bad-languages} or {@code bad-hours}
     */
    void check() {
        if (skills.size() > MOST
                || !skills.stream().allMatch(skill -> SKILL.matcher(skill).matches())) {
            throw Refused.badRequest(
                    "bad-skills",
                    "Skills are 20 names at most, each of 2 to 40 lower-case letters, digits and dashes.");
        }
        if (languages.size() > MOST || !languages.stream().allMatch(MemberDetails::isLanguage)) {
            throw Refused.badRequest("bad-languages", "Languages are 20 tags at most, such as de or de-CH.");
        }
        if (hours != null && hours.length() > LONGEST_HOURS) {
            throw Refused.badRequest("bad-hours", "Working hours have at most 100 characters.");
        }
    }

    private static boolean isLanguage(String tag) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (java.util.IllformedLocaleException e) {
            return false;
        }
    }
}
