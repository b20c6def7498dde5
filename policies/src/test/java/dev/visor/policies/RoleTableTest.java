package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may do what when every fact is in order, written down a second time and independently of the rules. */
class RoleTableTest {

    private static final Policies POLICIES = Policies.load();

    private static Set<Act> allowedTo(Role role) {
        return switch (role) {
            case CLIENT ->
                EnumSet.of(
                        Act.PROJECT_CREATE,
                        Act.PROJECT_DECLARE,
                        Act.PROJECT_READ,
                        Act.BATCH_CREATE,
                        Act.BATCH_UPLOAD,
                        Act.BATCH_READ,
                        Act.EXPORT_CREATE,
                        Act.EXPORT_PREVIEW,
                        Act.EXPORT_DOWNLOAD,
                        Act.EXPORT_RESEAL,
                        Act.BUDGET_SET,
                        Act.RECIPIENT_DECIDE);
            case REDACTION_OFFICER ->
                EnumSet.of(
                        Act.PROJECT_READ,
                        Act.BATCH_READ,
                        Act.BATCH_REVIEW,
                        Act.BATCH_RELEASE,
                        Act.BATCH_WITHDRAW,
                        Act.ORIGINAL_SHOW,
                        Act.FACE_DRAW,
                        Act.VIEW_RESTORE);
            case ANNOTATOR, SENIOR_REVIEWER ->
                EnumSet.of(
                        Act.TASK_NEXT,
                        Act.TASK_WORK,
                        Act.TASK_RECUSE,
                        Act.VIEW_SHOW,
                        Act.VIEW_REPORT,
                        Act.ANNOTATION_SUBMIT);
            case TEAM_LEAD -> EnumSet.of(Act.QUEUE_READ, Act.TASK_REASSIGN);
            case COMPLIANCE_OFFICER ->
                EnumSet.of(
                        Act.PROJECT_READ,
                        Act.AUDITOR_READ,
                        Act.AUDITOR_INVITE,
                        Act.AUDITOR_AGREE,
                        Act.AUDITOR_END,
                        Act.PROJECT_AGREE,
                        Act.TRAIL_QUERY,
                        Act.TRAIL_PROVE,
                        Act.TRAIL_READ,
                        Act.SUBJECT_REPORT,
                        Act.FINDING_READ,
                        Act.FINDING_DECIDE,
                        Act.HOLD_READ,
                        Act.HOLD_DECIDE,
                        Act.SUBJECT_ERASE,
                        Act.SUBJECT_REASSIGN,
                        Act.REASSIGNMENT_READ,
                        Act.BUDGET_READ,
                        Act.BUDGET_RELEASE,
                        Act.ERASURE_READ,
                        Act.POLICIES_READ,
                        Act.APPROVAL_READ);
            case EXTERNAL_AUDITOR -> EnumSet.of(Act.TRAIL_READ, Act.POLICIES_READ);
            case ADMINISTRATOR ->
                EnumSet.of(
                        Act.TENANT_CREATE,
                        Act.TENANT_READ,
                        Act.TENANT_END,
                        Act.TEAM_CREATE,
                        Act.TEAM_JOIN,
                        Act.TEAM_LEAVE,
                        Act.WORKPLACE_RECORD,
                        Act.AUDITOR_READ,
                        Act.AUDITOR_AGREE,
                        Act.AUDITOR_END,
                        Act.PEOPLE_READ,
                        Act.ACCOUNT_OPEN,
                        Act.ACCOUNT_CLOSE,
                        Act.SECOND_FACTOR_RESET,
                        Act.PASSWORD_RESET,
                        Act.KEYS_READ,
                        Act.KEYS_TURN,
                        Act.POLICIES_READ,
                        Act.POLICIES_PROPOSE,
                        Act.POLICIES_ACTIVATE,
                        Act.APPROVAL_ASK,
                        Act.APPROVAL_READ,
                        Act.APPROVAL_GRANT,
                        Act.APPROVAL_END,
                        Act.ORIGINAL_BREAK_GLASS);
        };
    }

    @TestFactory
    Stream<DynamicTest> everyRoleMayDoItsOwnActsAndNoOthers() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Role role : Role.values()) {
            for (Act act : Act.values()) {
                boolean expected = allowedTo(role).contains(act);
                tests.add(DynamicTest.dynamicTest(
                        role + (expected ? " may " : " may not ") + act,
                        () -> assertThat(decide(Scene.somebody(role), act)).isEqualTo(expected)));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> nobodyReachesIntoAnotherTenant() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Role role :
                EnumSet.of(Role.CLIENT, Role.REDACTION_OFFICER, Role.COMPLIANCE_OFFICER, Role.EXTERNAL_AUDITOR)) {
            Principal stranger = Principal.ofTenant(Scene.PERSON, Set.of(role), Scene.OTHER_TENANT);
            // The rules are nobody's: whoever is judged by them reads them.
            for (Act act : EnumSet.complementOf(EnumSet.of(Act.POLICIES_READ))) {
                tests.add(DynamicTest.dynamicTest(
                        "another tenant's " + role + " may not " + act,
                        () -> assertThat(decide(stranger, act)).isFalse()));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> nobodyOfUnknownAffiliationReachesATenantsThings() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Role role : EnumSet.complementOf(EnumSet.of(Role.ADMINISTRATOR))) {
            Principal unknown = new Principal(Scene.PERSON, Set.of(role), null);
            for (Act act : Act.values()) {
                tests.add(DynamicTest.dynamicTest(
                        role + " of unknown affiliation may not " + act,
                        () -> assertThat(decide(unknown, act)).isFalse()));
            }
        }
        return tests.stream();
    }

    @Test
    void nobodyWithoutARoleMayDoAnything() {
        for (Act act : Act.values()) {
            assertThat(decide(Principal.ofTenant(Scene.PERSON, Set.of(), Scene.TENANT), act))
                    .isFalse();
        }
    }

    @Test
    void noActIsForASecondKindOfThing() {
        Map<Class<?>, Resource> kinds = new LinkedHashMap<>();
        for (Act act : Act.values()) {
            Resource thing = Scene.thingOf(act);
            kinds.putIfAbsent(thing.getClass(), thing);
        }
        assertThat(kinds).hasSizeGreaterThan(10);
        for (Act asked : Act.values()) {
            for (Resource thing : kinds.values()) {
                if (thing.getClass() != Scene.thingOf(asked).getClass()) {
                    for (Role role : Role.values()) {
                        assertThat(POLICIES.decide(
                                        new AccessRequest(Scene.somebody(role), asked, thing, Scene.CONTEXT)))
                                .as("%s %s on %s", role, asked, thing)
                                .isInstanceOf(Decision.Denied.class);
                    }
                }
            }
        }
    }

    private static boolean decide(Principal principal, Act act) {
        return POLICIES.decide(new AccessRequest(principal, act, Scene.thingOf(act), Scene.CONTEXT))
                instanceof Decision.Allowed;
    }
}
