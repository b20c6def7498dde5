package dev.visor.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.visor.audit.Receipt;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import dev.visor.redaction.geometry.ImagePoint;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.geometry.ViewPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keycloak.admin.client.Keycloak;

/** Each rule of {@link ArchitectureTests} finds the sin that it is there for. */
class ArchitectureRulesTests {

    private static final Map<String, ArchRule> RULES = Map.of(
            "knowsKeycloak", ArchitectureTests.keycloakIsKnownOnlyToAccess,
            "writesTemporaryFiles", ArchitectureTests.nothingWritesTemporaryFiles,
            "printsStackTraces", ArchitectureTests.nobodyPrintsStackTraces,
            "printsToTheConsole", ArchitectureTests.onlyProgramsUseTheConsole,
            "touchesOriginals", ArchitectureTests.originalsHaveTwoDoors,
            "opensObjects", ArchitectureTests.onlyEachDomainsPackagesOpenObjects,
            "carriesPointsBack", ArchitectureTests.pointsReturnInOnePlace);

    @TestFactory
    Stream<DynamicTest> findTheirSins() {
        JavaClasses sinner = new ClassFileImporter().importClasses(Sinner.class);
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> assertThat(rule.getValue()
                                        .evaluate(sinner)
                                        .getFailureReport()
                                        .getDetails())
                                .anyMatch(found -> found.contains(rule.getKey()))));
    }

    /** Does everything that is not done. */
    @SuppressWarnings({"unused", "UnusedMethod", "SystemOut", "CatchAndPrintStackTrace"}) // only ever read as bytes
    private static final class Sinner {

        Class<?> knowsKeycloak() {
            return Keycloak.class;
        }

        Path writesTemporaryFiles() throws IOException {
            return Files.createTempFile("plain", "text");
        }

        void printsStackTraces(Path path) {
            try {
                Files.delete(path);
            } catch (IOException e) {
                e.printStackTrace();
            }
        }

        void printsToTheConsole() {
            System.out.println("a name");
        }

        ObjectKind touchesOriginals() {
            return ObjectKind.ORIGINAL;
        }

        void opensObjects(Vault vault, ObjectRef object, Receipt receipt) {
            vault.open(object, receipt).close();
        }

        ImagePoint carriesPointsBack(ViewFrame frame, ViewPoint point) {
            return frame.toImage(point);
        }
    }
}
