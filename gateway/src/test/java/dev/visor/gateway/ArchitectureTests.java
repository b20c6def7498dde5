package dev.visor.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the compiler cannot say about who may touch what. */
@AnalyzeClasses(packages = "dev.visor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule keycloakIsKnownOnlyToAccess = noClasses()
            .that()
            .resideOutsideOfPackage("dev.visor.gateway.access..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.keycloak..")
            .because("whoever knows how people sign in could also decide who they are");

    @ArchTest
    static final ArchRule nothingWritesTemporaryFiles = noClasses()
            .should()
            .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                                    "createTempFile|createTempDirectory"))
                    .as("create a temporary file"))
            .because("plaintext in a temporary file outlives every key (G1)");

    @ArchTest
    static final ArchRule nobodyPrintsToTheConsole = noClasses()
            .that()
            .resideInAPackage("dev.visor.gateway..")
            .should()
            .callMethod(Throwable.class, "printStackTrace")
            .because("a stack trace may carry what a log must not");
}
