package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fact that a rule asks for, once absent and once wrong, with all others in order. */
class FactsTest {

    private static final Policies POLICIES = Policies.load();
    private static final Principal ANNOTATOR = Scene.somebody(Role.ANNOTATOR);
    private static final Resource.Project PROJECT = Scene.PROJECT;

    @Nested
    class Recusing {

        @Test
        void closesTheTaskToWhoeverKnowsThePerson() {
            for (@Nullable Set<UUID> recused : Arrays.<@Nullable Set<UUID>>asList(null, Set.of(Scene.PERSON))) {
                Resource.Task task = new Resource.Task(UUID.randomUUID(), PROJECT, Scene.PERSON, recused);
                Decision decision = POLICIES.decide(new AccessRequest(ANNOTATOR, Act.TASK_WORK, task, Scene.CONTEXT));
                assertThat(decision.policies()).containsExactly("not-recused");
            }
        }

        @Test
        void needsTheLeaseAndNothingThatCouldBeLost() {
            Resource.Project bare = new Resource.Project(
                    PROJECT.id(), Scene.TENANT, PROJECT.purpose(), null, PROJECT.declared(), PROJECT.regions());
            assertThat(POLICIES.decide(new AccessRequest(
                            ANNOTATOR,
                            Act.TASK_RECUSE,
                            new Resource.Task(UUID.randomUUID(), bare, Scene.PERSON, null),
                            Scene.CONTEXT)))
                    .isInstanceOf(Decision.Allowed.class);
            for (@Nullable UUID holder : new @Nullable UUID[] {null, Scene.SOMEBODY_ELSE}) {
                assertDenied(
                        ANNOTATOR, Act.TASK_RECUSE, new Resource.Task(UUID.randomUUID(), PROJECT, holder, Set.of()));
            }
        }
    }

    @Nested
    class LeadingATeam {

        private final Principal lead = Scene.somebody(Role.TEAM_LEAD);

        @ParameterizedTest
        @EnumSource(names = {"QUEUE_READ", "TASK_REASSIGN"})
        void goesThroughTheTeamsAccessForTheNamedPurpose(Act act) {
            Resource thing = Scene.thingOf(act);
            assertThat(POLICIES.decide(new AccessRequest(lead, act, thing, Scene.CONTEXT)))
                    .isEqualTo(
                            new Decision.Allowed(Role.TEAM_LEAD, Set.of("lead-hands-tasks-on"), POLICIES.policySet()));
            for (Context lacking : List.of(
                    Scene.CONTEXT.through(null),
                    Scene.CONTEXT.through(
                            new TeamAccess(UUID.randomUUID(), PROJECT.id(), Scene.NOW, Scene.NOW.plusSeconds(1))),
                    Scene.CONTEXT.through(
                            new TeamAccess(Scene.TEAM, PROJECT.id(), Scene.NOW.minusSeconds(2), Scene.NOW)))) {
                assertThat(POLICIES.decide(new AccessRequest(lead, act, thing, lacking))
                                .policies())
                        .containsExactly("team-access");
            }
            assertThat(POLICIES.decide(new AccessRequest(
                                    lead, act, thing, Scene.CONTEXT.forPurpose(new Purpose("another"))))
                            .policies())
                    .containsExactly("named-purpose");
        }
    }

    @Nested
    class TheSecondFactor {

        @ParameterizedTest
        @EnumSource(
                names = {
                    "BATCH_REVIEW",
                    "BATCH_RELEASE",
                    "BATCH_WITHDRAW",
                    "ORIGINAL_SHOW",
                    "FACE_DRAW",
                    "VIEW_RESTORE",
                    "EXPORT_CREATE",
                    "EXPORT_RESEAL",
                    "KEYS_TURN",
                    "RECIPIENT_DECIDE",
                    "BUDGET_SET",
                    "BUDGET_RELEASE",
                    "SUBJECT_REPORT",
                    "HOLD_DECIDE",
                    "SUBJECT_ERASE",
                    "ORIGINAL_BREAK_GLASS",
                    "APPROVAL_ASK",
                    "APPROVAL_GRANT",
                    "SUBJECT_REASSIGN",
                    "TENANT_END",
                    "TEAM_JOIN",
                    "WORKPLACE_RECORD",
                    "AUDITOR_INVITE",
                    "AUDITOR_AGREE",
                    "ACCOUNT_OPEN",
                    "ACCOUNT_CLOSE",
                    "SECOND_FACTOR_RESET",
                    "PASSWORD_RESET"
                })
        void countsForFifteenMinutes(Act act) {
            Principal who = Scene.somebody(Scene.usualRoles(act).getFirst());
            assertThat(steppedUp(who, act, null)).isInstanceOf(Decision.Denied.class);
            assertThat(steppedUp(who, act, Duration.ofMinutes(-15).minusMillis(1)))
                    .isInstanceOf(Decision.Denied.class);
            assertThat(steppedUp(who, act, Duration.ofMinutes(-15))).isInstanceOf(Decision.Allowed.class);
            assertThat(steppedUp(who, act, Duration.ofMinutes(1))).isInstanceOf(Decision.Allowed.class);
            assertThat(steppedUp(who, act, Duration.ofMinutes(1).plusMillis(1))).isInstanceOf(Decision.Denied.class);
        }

        @Test
        void isAskedForOnlyWhereNothingElseIsMissing() {
            Decision alone = steppedUp(Scene.somebody(Role.REDACTION_OFFICER), Act.BATCH_RELEASE, null);
            assertThat(((Decision.Denied) alone).stepUpWouldDo()).isTrue();

            Decision annotator = steppedUp(ANNOTATOR, Act.BATCH_RELEASE, null);
            assertThat(((Decision.Denied) annotator).stepUpWouldDo()).isFalse();
        }

        private static Decision steppedUp(Principal who, Act act, @Nullable Duration after) {
            Context context = Scene.CONTEXT.steppedUp(after == null ? null : Scene.NOW.plus(after));
            return POLICIES.decide(new AccessRequest(who, act, Scene.thingOf(act), context));
        }
    }

    @Nested
    class Batches {

        @Test
        void takeUploadsAndAreReleasedOnlyWhileStaged() {
            for (@Nullable
            BatchState state : new @Nullable BatchState[] {null, BatchState.RELEASED, BatchState.WITHDRAWN}) {
                Resource.Batch batch = new Resource.Batch(UUID.randomUUID(), PROJECT, state);
                assertDenied(Scene.somebody(Role.CLIENT), Act.BATCH_UPLOAD, batch);
                assertDenied(Scene.somebody(Role.REDACTION_OFFICER), Act.BATCH_RELEASE, batch);
            }
        }

        @Test
        void canBeTakenBackAfterReleaseEvenIfTheProjectLostItsLegalBasis() {
            Resource.Project bare =
                    new Resource.Project(PROJECT.id(), Scene.TENANT, null, null, PROJECT.declared(), PROJECT.regions());
            Resource.Batch batch = new Resource.Batch(UUID.randomUUID(), bare, BatchState.RELEASED);
            assertThat(POLICIES.decide(new AccessRequest(
                            Scene.somebody(Role.REDACTION_OFFICER), Act.BATCH_WITHDRAW, batch, Scene.CONTEXT)))
                    .isInstanceOf(Decision.Allowed.class);
        }

        @Test
        void areNotProcessedWithoutPurposeOrLegalBasis() {
            for (Resource.Project bare : new Resource.Project[] {
                new Resource.Project(
                        PROJECT.id(), Scene.TENANT, null, PROJECT.basis(), PROJECT.declared(), PROJECT.regions()),
                new Resource.Project(
                        PROJECT.id(), Scene.TENANT, PROJECT.purpose(), null, PROJECT.declared(), PROJECT.regions())
            }) {
                Resource.Batch batch = new Resource.Batch(UUID.randomUUID(), bare, BatchState.STAGED);
                assertDenied(Scene.somebody(Role.CLIENT), Act.BATCH_UPLOAD, batch);
                assertDenied(Scene.somebody(Role.REDACTION_OFFICER), Act.BATCH_REVIEW, batch);
                assertDenied(Scene.somebody(Role.CLIENT), Act.EXPORT_CREATE, bare);
            }
        }
    }

    @Nested
    class TheTrail {

        @Test
        void isClosedToTheCheckedWhateverElseTheyAre() {
            for (Role also : new Role[] {Role.ANNOTATOR, Role.SENIOR_REVIEWER, Role.CLIENT}) {
                for (Act act : new Act[] {
                    Act.TRAIL_QUERY,
                    Act.FINDING_READ,
                    Act.FINDING_DECIDE,
                    Act.BUDGET_RELEASE,
                    Act.HOLD_DECIDE,
                    Act.SUBJECT_ERASE,
                    Act.SUBJECT_REASSIGN
                }) {
                    assertDenied(
                            Principal.ofTenant(Scene.PERSON, Set.of(Role.COMPLIANCE_OFFICER, also), Scene.TENANT),
                            act,
                            Resource.Trail.ofTenant(Scene.TENANT));
                }
            }
        }

        @Test
        void ofTheOperatorIsReadByTheOperatorsOfficerAlone() {
            Resource.Trail operators = Resource.Trail.ofOperator();
            Principal officer = Principal.ofOperator(Scene.PERSON, Set.of(Role.COMPLIANCE_OFFICER));
            assertThat(POLICIES.decide(new AccessRequest(officer, Act.TRAIL_READ, operators, Scene.CONTEXT)))
                    .isInstanceOf(Decision.Allowed.class);
            assertDenied(officer, Act.TRAIL_READ, Resource.Trail.ofTenant(Scene.TENANT));
            assertDenied(Scene.somebody(Role.COMPLIANCE_OFFICER), Act.TRAIL_READ, operators);
            assertDenied(Scene.somebody(Role.ADMINISTRATOR), Act.TRAIL_READ, operators);
        }

        @Test
        void ofUnknownOwnerIsReadByNobody() {
            Resource.Trail unknown = new Resource.Trail(Scene.TENANT, null);
            assertDenied(Scene.somebody(Role.COMPLIANCE_OFFICER), Act.TRAIL_READ, unknown);
            assertDenied(Principal.ofOperator(Scene.PERSON, Set.of(Role.COMPLIANCE_OFFICER)), Act.TRAIL_READ, unknown);
        }
    }

    @Nested
    class Approvals {

        @Test
        void areNotGrantedByTheAskerOrWhenNobodyKnowsWhoAsked() {
            Principal administrator = Scene.somebody(Role.ADMINISTRATOR);
            assertDenied(administrator, Act.APPROVAL_GRANT, rotation(Scene.PERSON));
            assertDenied(administrator, Act.APPROVAL_GRANT, rotation(null));
        }

        @Test
        void ofAnOriginalAreGrantedOnTheClientsOwnSideOnly() {
            Resource.Approval glass = glass(Scene.TENANT);
            for (Role role : new Role[] {Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER}) {
                assertThat(decide(Principal.ofTenant(Scene.PERSON, Set.of(role), Scene.TENANT), glass))
                        .isInstanceOf(Decision.Allowed.class);
                assertThat(decide(Principal.ofTenant(Scene.PERSON, Set.of(role), Scene.OTHER_TENANT), glass))
                        .isInstanceOf(Decision.Denied.class);
                assertThat(decide(Principal.ofOperator(Scene.PERSON, Set.of(role)), glass))
                        .isInstanceOf(Decision.Denied.class);
                assertThat(decide(Principal.ofTenant(Scene.PERSON, Set.of(role), Scene.TENANT), glass(null)))
                        .isInstanceOf(Decision.Denied.class);
            }
        }

        /** Whose tenant was ended, or is misspelt at the sign-in service, is on no side, and keeps the role. */
        @Test
        void areNothingForAnAdministratorOfNoSide() {
            Set<Role> role = Set.of(Role.ADMINISTRATOR);
            for (Principal who : List.of(
                    new Principal(Scene.PERSON, role, null),
                    Principal.ofWorkforce(Scene.PERSON, role, Set.of(Scene.TEAM)),
                    Principal.ofTenant(Scene.PERSON, role, Scene.OTHER_TENANT))) {
                for (Act act : List.of(Act.APPROVAL_ASK, Act.APPROVAL_READ, Act.APPROVAL_GRANT, Act.APPROVAL_END)) {
                    for (Resource.Approval asked : List.of(rotation(Scene.SOMEBODY_ELSE), glass(Scene.TENANT))) {
                        assertThat(POLICIES.decide(new AccessRequest(who, act, asked, Scene.CONTEXT)))
                                .as("%s, %s", who, act)
                                .isInstanceOf(Decision.Denied.class);
                    }
                }
            }
        }

        @Test
        void areNotGrantedWhereTheActIsUnknown() {
            assertDenied(
                    Scene.somebody(Role.ADMINISTRATOR),
                    Act.APPROVAL_GRANT,
                    new Resource.Approval(UUID.randomUUID(), Scene.SOMEBODY_ELSE, null, null));
        }

        private static Decision decide(Principal who, Resource.Approval approval) {
            return POLICIES.decide(new AccessRequest(who, Act.APPROVAL_GRANT, approval, Scene.CONTEXT));
        }

        private static Resource.Approval rotation(@Nullable UUID asker) {
            return new Resource.Approval(UUID.randomUUID(), asker, null, TwoPersonAct.ROOT_ROTATE);
        }

        private static Resource.Approval glass(@Nullable UUID tenant) {
            return new Resource.Approval(UUID.randomUUID(), Scene.SOMEBODY_ELSE, tenant, TwoPersonAct.BREAK_GLASS);
        }
    }

    @Nested
    class BreakingTheGlass {

        static Stream<Arguments> flaws() {
            Instant later = Scene.NOW.plusSeconds(9);
            return Stream.of(
                    Arguments.of("nobody agreed", null),
                    Arguments.of("another asked", approved(Scene.SOMEBODY_ELSE, UUID.randomUUID(), later)),
                    Arguments.of("granted by the asker", approved(Scene.PERSON, Scene.PERSON, later)),
                    Arguments.of("the time is over", approved(Scene.PERSON, Scene.SOMEBODY_ELSE, Scene.NOW)),
                    Arguments.of(
                            "another original",
                            new Approved(Scene.PERSON, Scene.SOMEBODY_ELSE, UUID.randomUUID(), later)));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("flaws")
        void isDeniedWhere(String flaw, @Nullable Approved approved) {
            Decision decision = decide(Scene.somebody(Role.ADMINISTRATOR), approved);
            assertThat(decision).as(flaw).isInstanceOf(Decision.Denied.class);
            assertThat(decision.policies()).contains("two-persons-agreed");
        }

        @Test
        void isForTheOperatorsAndTheClientsOwnAdministrators() {
            Approved approved = approved(Scene.PERSON, Scene.SOMEBODY_ELSE, Scene.NOW.plusMillis(1));
            Set<Role> roles = Set.of(Role.ADMINISTRATOR);
            assertThat(decide(Principal.ofOperator(Scene.PERSON, roles), approved))
                    .isInstanceOf(Decision.Allowed.class);
            assertThat(decide(Principal.ofTenant(Scene.PERSON, roles, Scene.TENANT), approved))
                    .isInstanceOf(Decision.Allowed.class);
            assertThat(decide(Principal.ofTenant(Scene.PERSON, roles, Scene.OTHER_TENANT), approved))
                    .isInstanceOf(Decision.Denied.class);
            assertThat(decide(new Principal(Scene.PERSON, roles, null), approved))
                    .isInstanceOf(Decision.Denied.class);
        }

        private static Decision decide(Principal who, @Nullable Approved approved) {
            return POLICIES.decide(new AccessRequest(
                    who,
                    Act.ORIGINAL_BREAK_GLASS,
                    Scene.thingOf(Act.ORIGINAL_BREAK_GLASS),
                    Scene.CONTEXT.agreed(approved)));
        }

        private static Approved approved(UUID asker, UUID granter, Instant until) {
            return new Approved(asker, granter, Scene.ORIGINAL, until);
        }
    }

    @Nested
    class SeveralRoles {

        @Test
        void areActedUnderOneAtATimeAndTheDecisionSaysWhich() {
            Principal both =
                    Principal.ofTenant(Scene.PERSON, Set.of(Role.CLIENT, Role.REDACTION_OFFICER), Scene.TENANT);
            assertThat(role(both, Act.EXPORT_CREATE)).isEqualTo(Role.CLIENT);
            assertThat(role(both, Act.BATCH_RELEASE)).isEqualTo(Role.REDACTION_OFFICER);
        }

        private static Role role(Principal who, Act act) {
            return ((Decision.Allowed) POLICIES.decide(new AccessRequest(who, act, Scene.thingOf(act), Scene.CONTEXT)))
                    .role();
        }
    }

    private static void assertDenied(Principal who, Act act, Resource what) {
        assertThat(POLICIES.decide(new AccessRequest(who, act, what, Scene.CONTEXT)))
                .isInstanceOf(Decision.Denied.class);
    }
}
