package dev.visor.gateway.landmarks.codes;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.projects.codes.FaceAttributes;
import dev.visor.gateway.projects.codes.FaceAttributes.FaceAttribute;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether a list of face attributes says of each one that a project asks for something, once, and of no other. */
final class AttributeChecks {

    private final List<FaceAttribute> asked;

    AttributeChecks(List<FaceAttribute> asked) {
        this.asked = asked;
    }

    /**
     * Checks a list.
     *
     * @param whole whether every attribute has to be told
     * @return in the order of their names
     * @throws Refused (422) naming the first attribute that cannot be taken
     */
    List<AttributeCode> checked(@Nullable List<@Nullable SentAttribute> sent, boolean whole) {
        if (asked.isEmpty() && sent != null) {
            throw Refusals.of("attributes-not-asked", "This project asks for no face attributes.");
        }
        Map<String, AttributeCode> codes = new TreeMap<>();
        for (SentAttribute one : sent == null ? List.<@Nullable SentAttribute>of() : sent) {
            AttributeCode code = one(one);
            if (codes.put(code.attribute(), code) != null) {
                throw Refusals.of("attribute-twice", "The attribute " + code.attribute() + " is there twice.");
            }
        }
        if (whole) {
            requireAll(codes);
        }
        return List.copyOf(codes.values());
    }

    private AttributeCode one(@Nullable SentAttribute sent) {
        String name = sent == null ? null : sent.attribute();
        if (sent == null || name == null || FaceAttributes.named(name).isEmpty()) {
            throw Refusals.of("unknown-attribute", "There is no face attribute of this name.");
        }
        return asked.stream()
                .filter(attribute -> attribute.id().equals(name))
                .findFirst()
                .map(sent::checked)
                .orElseThrow(() -> Refusals.of(
                        "attribute-not-asked", "This project does not ask for the attribute " + name + "."));
    }

    private void requireAll(Map<String, AttributeCode> codes) {
        for (FaceAttribute attribute : asked) {
            if (!codes.containsKey(attribute.id())) {
                throw Refusals.of(
                        "attribute-missing",
                        "The attribute " + attribute.id() + " is not told; unknown is an answer, too.");
            }
        }
    }
}
