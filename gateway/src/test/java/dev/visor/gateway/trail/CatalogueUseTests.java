package dev.visor.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.audit.json.JsonText;
import dev.visor.audit.record.Catalogue;
import dev.visor.audit.retention.Removal;
import dev.visor.audit.retention.YearEnd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the code against the catalogue before a person meets an action that cannot be recorded. */
class CatalogueUseTests {

    private static final Path SOURCES = Path.of("src/main/java");

    /** Its documentation shows how actions are written. */
    private static final Path EXAMPLES = Path.of("trail", "Entry.java");

    /** Fields and indices of the {@code identities} domain, which are named like actions. */
    private static final Set<String> SEALED_FIELDS = Set.of(
            "actor.name",
            "subject.name",
            "subject.pseudonym",
            "approval.reason",
            "team.member",
            "auditor.name",
            "account.details",
            "project.exemption",
            "trail.actor",
            "trail.person",
            "finding.taker",
            "finding.reason");

    private static Set<String> literals(String pattern) throws IOException {
        Pattern literal = Pattern.compile(pattern);
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith(EXAMPLES))
                    .toList()) {
                literal.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .forEach(found::add);
            }
        }
        return found;
    }

    @Test
    void everyActionThatTheCodeNamesIsInTheCatalogue() throws IOException {
        Set<String> actions =
                Catalogue.load().actions().stream().map(action -> action.name()).collect(Collectors.toSet());
        Set<String> things = actions.stream()
                .map(action -> action.substring(0, action.indexOf('.')))
                .collect(Collectors.toSet());
        Set<String> named = literals("\"([a-z][a-z-]*\\.[a-z][a-z-]+)\"");
        named.removeIf(name -> !things.contains(name.substring(0, name.indexOf('.'))));
        named.removeAll(SEALED_FIELDS);
        assertThat(named).isNotEmpty().isSubsetOf(actions);
    }

    @Test
    void everyActionInTheCatalogueIsWrittenSomewhere() throws IOException {
        Set<String> actions =
                Catalogue.load().actions().stream().map(action -> action.name()).collect(Collectors.toSet());
        Set<String> named = literals("\"([a-z][a-z-]*\\.[a-z][a-z-]+)\"");
        // What was sent gives an outcome's name its first half.
        for (String end : literals("what \\+ \"(\\.[a-z]+)\"")) {
            named.addAll(List.of("view" + end, "original" + end));
        }
        // The library decides when, and the gateway writes for it.
        named.addAll(List.of(YearEnd.ACTION, Removal.ACTION, Removal.DONE));
        actions.removeAll(named);
        assertThat(actions).as("actions that nothing writes").isEmpty();
    }

    @Test
    void everyFactThatTheCodeNamesIsInTheCatalogue() throws IOException {
        try (InputStream in = Catalogue.class.getResourceAsStream("actions.json")) {
            Map<?, ?> file = (Map<?, ?>) JsonText.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Set<Object> facts = new HashSet<>(member(file, "common").keySet());
            member(file, "actions").values().forEach(action -> {
                if (((Map<?, ?>) action).get("facts") instanceof Map<?, ?> own) {
                    facts.addAll(own.keySet());
                }
            });
            assertThat(literals("\\.with\\(\\s*\"([^\"]+)\"\\s*,")).isNotEmpty().allMatch(facts::contains);
        }
    }

    private static Map<?, ?> member(Map<?, ?> file, String name) {
        return (Map<?, ?>) Objects.requireNonNull(file.get(name));
    }
}
