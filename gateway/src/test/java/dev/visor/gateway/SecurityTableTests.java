package dev.visor.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in {@code .github/SECURITY.md} names tests that exist, and says in each row what shows it or that nothing does. */
class SecurityTableTests {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d+\\.\\d+\\.\\d+)[^|]*\\|[^|]*\\|([^|]*)\\|([^|]*)\\|$");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*Tests?)`");

    private static List<String> lines() throws IOException {
        return Files.readAllLines(ROOT.resolve(".github/SECURITY.md"));
    }

    private static Set<String> tests() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("audit", "gateway", "policies", "redaction")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                names.addAll(files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith("Test.java") || name.endsWith("Tests.java"))
                        .map(name -> name.substring(0, name.length() - ".java".length()))
                        .collect(Collectors.toSet()));
            }
        }
        return names;
    }

    @Test
    void eachTestThatIsNamedExists() throws IOException {
        Set<String> named = NAMED.matcher(String.join("\n", lines()))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(40);
        assertThat(tests()).containsAll(named);
    }

    @Test
    void eachRequirementHasItsWordsAndWhatShowsIt() throws IOException {
        Set<String> chapters = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        for (String line : lines()) {
            var row = ROW.matcher(line);
            if (line.matches("\\| \\d.*") && !row.matches()) {
                faults.add("This row cannot be read: " + line);
            } else if (row.matches()) {
                chapters.add(row.group(1).substring(0, row.group(1).indexOf('.')));
                if (row.group(2).isBlank() || row.group(3).isBlank()) {
                    faults.add(row.group(1) + " says nothing");
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(chapters).containsExactlyInAnyOrder("5", "6", "7", "8", "11", "13", "14", "16");
    }
}
