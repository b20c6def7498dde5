package dev.visor.audit.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visor.audit.ObjectLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private final Catalogue catalogue = Catalogue.load();

    private static Details details(String action, Map<String, String> facts) {
        return new Details(
                action,
                new Actor("system:redaction", "system"),
                "training",
                "consent",
                List.of(ObjectLabel.of("view", UUID.randomUUID())),
                List.of(),
                facts,
                Map.of());
    }

    @Test
    void makesAnEventOfEachOfItsActions() {
        Set<Shape> shapes = new HashSet<>();
        for (ActionSpec action : catalogue.actions()) {
            Details details = details(action.name(), required(action));
            AuditEvent event = action.shape() == Shape.OUTCOME
                    ? catalogue.outcome(details, UUID.randomUUID())
                    : catalogue.event(details);
            assertThat(event.shape()).isEqualTo(action.shape());
            catalogue.require(event);
            shapes.add(action.shape());
        }
        assertThat(shapes).containsExactlyInAnyOrder(Shape.values());
    }

    /** Something fitting for whatever the action cannot do without. */
    private static Map<String, String> required(ActionSpec action) {
        Map<String, String> facts = new HashMap<>();
        action.facts().forEach((name, fact) -> {
            if (fact.required()) {
                facts.put(
                        name,
                        switch (fact.kind()) {
                            case CODE, TEXT -> "because";
                            case NUMBER -> "7";
                            case ID -> UUID.randomUUID().toString();
                            case HASH -> "0123456789abcdef0123456789abcdef";
                        });
            }
        });
        return facts;
    }

    @Test
    void saysEachActionInASentenceOfItsOwn() {
        Collection<String> sentences = new ArrayList<>();
        catalogue.actions().forEach(action -> sentences.add(action.sentence()));
        assertThat(sentences).doesNotHaveDuplicates().allMatch(sentence -> sentence.matches("[A-Z].{10,}\\."));
    }

    @Test
    void hasNoFactThatInvitesAName() {
        for (String word : List.of("name", "file", "email", "mail", "reference", "username", "address")) {
            for (ActionSpec action : catalogue.actions()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> catalogue.event(details(action.name(), Map.of(word, "x", "reason", "y"))));
            }
        }
    }

    @Test
    void refusesFactsOfAnotherForm() {
        for (String[] fact : new String[][] {
            {"status", "four hundred"},
            {"status", "1.5"},
            {"status", "01"},
            {"decision", ""},
            {"decision", "a\nb"},
            {"decision", "x".repeat(201)},
            {"hash", "short"}
        }) {
            assertThatIllegalArgumentException()
                    .as(Arrays.toString(fact))
                    .isThrownBy(() -> catalogue.event(details("view.show", Map.of(fact[0], fact[1]))));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.event(details("access.refused", Map.of())))
                .withMessageContaining("reason");
    }

    @Test
    void refusesAnEventThatPretendsToAnotherShape() {
        Details details = details("view.show", Map.of());
        assertThatIllegalArgumentException().isThrownBy(() -> catalogue.require(new AuditEvent.Query(details)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.require(
                        new AuditEvent.Outcome(details("view.sent", Map.of()), UUID.randomUUID(), Result.ABORTED)));
    }

    @Test
    void refusesMalformedFiles() {
        for (String file : List.of(
                "{\"actions\":{\"Bad\":{\"shape\":\"work\",\"sentence\":\"A.\"}}}",
                "{\"actions\":{\"a.b\":{\"shape\":\"worked\",\"sentence\":\"A.\"}}}",
                "{\"actions\":{\"a.b\":{\"shape\":\"work\"}}}",
                "{\"actions\":{\"a.b\":{\"shape\":\"outcome\",\"sentence\":\"A.\"}}}",
                "{\"actions\":{\"a.b\":{\"shape\":\"work\",\"facts\":{\"x\":\"float\"},\"sentence\":\"A.\"}}}",
                "{\"actions\":{},\"actions\":{}}")) {
            assertThatIllegalArgumentException().as(file).isThrownBy(() -> Catalogue.parse(file));
        }
    }
}
