package dev.visor.gateway;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.Vault;
import dev.visor.redaction.geometry.ViewFrame;
import org.jspecify.annotations.NullMarked;

/** What the compiler cannot say about who may touch what. */
@AnalyzeClasses(packages = "dev.visor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule keycloakIsKnownOnlyToAccess = noClasses()
            .that()
            .resideOutsideOfPackage("dev.visor.gateway.access..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.keycloak..", "org.springframework.security.oauth2..")
            .because("whoever knows how people sign in could also decide who they are");

    @ArchTest
    static final ArchRule nothingWritesTemporaryFiles = noClasses()
            .should(callMethodWhere(target(nameMatching("createTempFile|createTempDirectory"))))
            .because("plaintext in a temporary file outlives every key (G1)");

    @ArchTest
    static final ArchRule nobodyPrintsStackTraces = noClasses()
            .should(callMethodWhere(target(owner(assignableTo(Throwable.class))).and(target(name("printStackTrace")))))
            .because("a stack trace may carry what a log must not");

    @ArchTest
    static final ArchRule onlyProgramsUseTheConsole = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.visor.redaction.worker.WorkerMain")
            .and()
            .resideOutsideOfPackage("dev.visor.audit.cli..")
            .and()
            .doNotHaveFullyQualifiedName("dev.visor.gateway.keys.KeysCommand")
            .should(ACCESS_STANDARD_STREAMS)
            .because("what is printed reaches a log that nobody looks after; WorkerMain turns its own output off");

    @ArchTest
    static final ArchRule originalsHaveTwoDoors = noClasses()
            .that()
            .resideOutsideOfPackages("dev.visor.gateway.vault..", "dev.visor.gateway.views..")
            .and()
            .doNotHaveFullyQualifiedName("dev.visor.gateway.intake.SealedPictures")
            .should()
            .accessField(ObjectKind.class, "ORIGINAL")
            .because("an original is sealed by its upload, shown by views, and touched by nobody else (G2)");

    @ArchTest
    static final ArchRule identitiesHaveOneDoor = noClasses()
            .that()
            .resideOutsideOfPackages("dev.visor.gateway.vault..")
            .and()
            .doNotHaveFullyQualifiedName("dev.visor.gateway.projects.ProjectRecipients")
            .and()
            .doNotHaveFullyQualifiedName("dev.visor.gateway.projects.RecipientTable")
            .should()
            .accessField(ObjectKind.class, "IDENTITY")
            .because("who opens a project's identity opens what was sealed for it, originals on their way in (G7)");

    @ArchTest
    static final ArchRule onlyEachDomainsPackagesOpenObjects = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.visor.gateway.vault..",
                    "dev.visor.gateway.views..",
                    "dev.visor.gateway.landmarks..",
                    "dev.visor.gateway.exchange..")
            .and()
            .doNotHaveFullyQualifiedName("dev.visor.gateway.projects.ProjectRecipients")
            .should(callMethodWhere(
                    target(owner(assignableTo(Vault.class))).and(target(nameMatching("open|transfer|range")))))
            .because("plaintext has few doors, and each is named here");

    @ArchTest
    static final ArchRule pointsReturnInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages("dev.visor.redaction..", "dev.visor.gateway.exchange..")
            .should(callMethodWhere(target(owner(assignableTo(ViewFrame.class))).and(target(name("toImage")))))
            .because("a point that is carried back twice, or by other arithmetic, is a wrong point (G6)");

    @ArchTest
    static final ArchRule nullIsChecked = classes()
            .should(resideInNullMarkedPackages())
            .because("NullAway looks at marked packages only, and says nothing about those it passes over");

    private static ArchCondition<JavaClass> resideInNullMarkedPackages() {
        return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getName() + " is not in a marked package"));
            }
        };
    }
}
