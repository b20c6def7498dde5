package dev.visor.policies;

import java.util.Locale;
import java.util.Set;

/**
 * The country somebody works in, as whoever runs the installation recorded it; never what a browser says.
 *
 * @param country an ISO 3166-1 code of two capital letters, such as {@code DE}
 */
public record Workplace(String country) {

    /** The European Economic Area: the Union, Iceland, Liechtenstein and Norway (Agreement on the EEA, as of 2025). */
    public static final String EEA = "EEA";

    private static final int MOST = 50;

    private static final Set<String> EEA_STATES = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    public Workplace {
        if (!COUNTRIES.contains(country)) {
            throw new IllegalArgumentException("A country is an ISO 3166-1 code of two capital letters, such as DE");
        }
    }

    /** The country, and the areas that it belongs to. */
    public Set<String> regions() {
        return EEA_STATES.contains(country) ? Set.of(country, EEA) : Set.of(country);
    }

    /**
     * Holds what a client names as the regions of a project against what there is.
     *
     * @throws IllegalArgumentException for anything but countries and {@value #EEA}, and for more than 50
     */
    public static Set<String> regions(Set<String> named) {
        if (named.size() > MOST) {
            throw new IllegalArgumentException("There are " + MOST + " regions at most");
        }
        for (String region : named) {
            if (!region.equals(EEA) && !COUNTRIES.contains(region)) {
                throw new IllegalArgumentException(
                        "A region is " + EEA + " or an ISO 3166-1 code of two capital letters, such as DE");
            }
        }
        return Set.copyOf(named);
    }
}
