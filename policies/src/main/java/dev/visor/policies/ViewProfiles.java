package dev.visor.policies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The view profiles that Visor ships with: one JSON file each. */
public final class ViewProfiles {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private static final Map<String, ViewProfile> SHIPPED = Stream.of(
                    "face-oval", "face-oval-aligned", "face-and-hair", "head", "face-box", "upper-body")
            .collect(Collectors.toUnmodifiableMap(Function.identity(), ViewProfiles::read));

    private ViewProfiles() {}

    /** The names of all profiles, in order. */
    public static Set<String> names() {
        return new TreeSet<>(SHIPPED.keySet());
    }

    /**
     * The profile of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ViewProfile named(String name) {
        ViewProfile profile = SHIPPED.get(name);
        if (profile == null) {
            throw new IllegalArgumentException("A view profile is one of " + names());
        }
        return profile;
    }

    private static ViewProfile read(String name) {
        ViewProfile profile = parse(PolicyFiles.resource("profiles/" + name + ".json"));
        if (!profile.name().equals(name)) {
            throw new PolicyException("The view profile in " + name + ".json calls itself " + profile.name(), null);
        }
        return profile;
    }

    /**
     * Reads one profile.
     *
     * @throws PolicyException if it lacks a field, has one too many, or a value is out of range
     */
    static ViewProfile parse(String json) {
        try {
            return JSON.readValue(json, ViewProfile.class);
        } catch (JsonProcessingException e) {
            throw new PolicyException("A view profile cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
