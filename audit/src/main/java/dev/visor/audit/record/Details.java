package dev.visor.audit.record;

import dev.visor.audit.ObjectLabel;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What every record tells (G9).
 *
 * @param action a name from the catalogue
 * @param actor who
 * @param purpose why, 1 to 200 characters
 * @param basis on which legal basis, 1 to 200 characters; {@code none} where nobody's data is touched
 * @param objects on what, at most 50
 * @param persons about whom, at most 50
 * @param facts in the clear, naming nobody
 * @param sealed ciphertexts under the actor's key, base64url
 */
public record Details(
        String action,
        Actor actor,
        String purpose,
        String basis,
        List<ObjectLabel> objects,
        List<Person> persons,
        Map<String, String> facts,
        Map<String, String> sealed) {

    /** The most objects, and the most persons, of one record. */
    public static final int MOST = 50;

    /** The longest plain value, characters. */
    public static final int LONGEST = 200;

    private static final Pattern CIPHERTEXT = Pattern.compile("[A-Za-z0-9_-]{1,2000}");

    public Details {
        objects = List.copyOf(objects);
        persons = List.copyOf(persons);
        facts = Map.copyOf(facts);
        sealed = Map.copyOf(sealed);
        plain("A purpose", purpose);
        plain("A legal basis", basis);
        if (objects.size() > MOST || persons.size() > MOST) {
            throw new IllegalArgumentException(
                    "One record is about at most " + MOST + " objects and persons: append one for each " + MOST);
        }
        sealed.forEach((field, value) -> {
            if (!CIPHERTEXT.matcher(value).matches()) {
                throw new IllegalArgumentException("The sealed field " + field + " is not a ciphertext in base64url");
            }
        });
    }

    static void plain(String what, String value) {
        if (value.isEmpty() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    what + " has 1 to " + LONGEST + " characters and no control characters, unlike the one given");
        }
    }

    @Override
    public String toString() {
        return "Details[" + action + "]";
    }
}
