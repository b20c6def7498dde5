package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fact that showing a view asks for, once absent and once wrong, with all others in order. */
class ViewFactsTest {

    private static final Policies POLICIES = Policies.load();
    private static final Principal ANNOTATOR = Scene.somebody(Role.ANNOTATOR);
    private static final Resource.View VIEW = (Resource.View) Scene.thingOf(Act.VIEW_SHOW);
    private static final Resource.Project PROJECT = Scene.PROJECT;

    static Stream<Arguments> flaws() {
        UUID other = UUID.randomUUID();
        Instant now = Scene.NOW;
        return Stream.of(
                Arguments.of(
                        "no affiliation",
                        "team-access",
                        new Principal(Scene.PERSON, Set.of(Role.ANNOTATOR), null),
                        VIEW,
                        Scene.CONTEXT),
                Arguments.of(
                        "no team",
                        "team-access",
                        Principal.ofWorkforce(Scene.PERSON, Set.of(Role.ANNOTATOR), Set.of()),
                        VIEW,
                        Scene.CONTEXT),
                Arguments.of(
                        "another team",
                        "team-access",
                        Principal.ofWorkforce(Scene.PERSON, Set.of(Role.ANNOTATOR), Set.of(other)),
                        VIEW,
                        Scene.CONTEXT),
                Arguments.of("no access", "team-access", ANNOTATOR, VIEW, Scene.CONTEXT.through(null)),
                Arguments.of(
                        "access to another project",
                        "team-access",
                        ANNOTATOR,
                        VIEW,
                        Scene.CONTEXT.through(access(other, now.minusSeconds(9), now.plusSeconds(9)))),
                Arguments.of(
                        "access from tomorrow",
                        "team-access",
                        ANNOTATOR,
                        VIEW,
                        Scene.CONTEXT.through(access(PROJECT.id(), now.plusMillis(1), now.plusSeconds(9)))),
                Arguments.of(
                        "access that ends now",
                        "team-access",
                        ANNOTATOR,
                        VIEW,
                        Scene.CONTEXT.through(access(PROJECT.id(), now.minusSeconds(9), now))),
                Arguments.of("a task that nobody holds", "task-held", ANNOTATOR, leasedBy(null), Scene.CONTEXT),
                Arguments.of(
                        "a task that another holds",
                        "task-held",
                        ANNOTATOR,
                        leasedBy(Scene.SOMEBODY_ELSE),
                        Scene.CONTEXT),
                Arguments.of("a batch of unknown state", "batch-released", ANNOTATOR, batch(null), Scene.CONTEXT),
                Arguments.of("a staged batch", "batch-released", ANNOTATOR, batch(BatchState.STAGED), Scene.CONTEXT),
                Arguments.of(
                        "a withdrawn batch", "batch-released", ANNOTATOR, batch(BatchState.WITHDRAWN), Scene.CONTEXT),
                Arguments.of("no purpose named", "named-purpose", ANNOTATOR, VIEW, Scene.CONTEXT.forPurpose(null)),
                Arguments.of(
                        "another purpose named",
                        "named-purpose",
                        ANNOTATOR,
                        VIEW,
                        Scene.CONTEXT.forPurpose(new Purpose("advertising"))),
                Arguments.of(
                        "a project without purpose",
                        "named-purpose",
                        ANNOTATOR,
                        in(new Resource.Project(
                                PROJECT.id(),
                                Scene.TENANT,
                                null,
                                PROJECT.basis(),
                                PROJECT.declared(),
                                PROJECT.regions())),
                        Scene.CONTEXT),
                Arguments.of(
                        "a project without legal basis",
                        "purpose-and-basis",
                        ANNOTATOR,
                        in(new Resource.Project(
                                PROJECT.id(),
                                Scene.TENANT,
                                PROJECT.purpose(),
                                null,
                                PROJECT.declared(),
                                PROJECT.regions())),
                        Scene.CONTEXT),
                Arguments.of("no project", "purpose-and-basis", ANNOTATOR, in(null), Scene.CONTEXT),
                Arguments.of("budgets unknown", "budget-views", ANNOTATOR, VIEW, Scene.CONTEXT.within(null)),
                Arguments.of("budgets unknown", "budget-subjects", ANNOTATOR, VIEW, Scene.CONTEXT.within(null)),
                Arguments.of("budgets unknown", "budget-bytes", ANNOTATOR, VIEW, Scene.CONTEXT.within(null)),
                Arguments.of("budgets unknown", "budget-off-task", ANNOTATOR, VIEW, Scene.CONTEXT.within(null)),
                Arguments.of("budgets unknown", "pictures-of-one-person", ANNOTATOR, VIEW, Scene.CONTEXT.within(null)),
                Arguments.of(
                        "a picture too many of one person",
                        "pictures-of-one-person",
                        ANNOTATOR,
                        VIEW,
                        Scene.CONTEXT.within(new BudgetLeft(0, 0, 0, 0, -1, null))),
                Arguments.of("no view left", "budget-views", ANNOTATOR, VIEW, left(-1, 0, 0, 0)),
                Arguments.of("no person left", "budget-subjects", ANNOTATOR, VIEW, left(0, -1, 0, 0)),
                Arguments.of("no byte left", "budget-bytes", ANNOTATOR, VIEW, left(0, 0, -1, 0)),
                Arguments.of("too many attempts", "budget-off-task", ANNOTATOR, VIEW, left(0, 0, 0, -1)),
                Arguments.of(
                        "a workplace that nobody recorded",
                        "workplace-known",
                        ANNOTATOR,
                        VIEW,
                        Scene.CONTEXT.workingIn(null)),
                Arguments.of(
                        "a workplace that nobody recorded",
                        "workplace-allowed",
                        ANNOTATOR,
                        VIEW,
                        Scene.CONTEXT.workingIn(null)),
                Arguments.of(
                        "a workplace elsewhere",
                        "workplace-allowed",
                        ANNOTATOR,
                        VIEW,
                        Scene.CONTEXT.workingIn(new Workplace("US"))),
                Arguments.of("regions unknown", "workplace-allowed", ANNOTATOR, in(regions(null)), Scene.CONTEXT),
                Arguments.of(
                        "a project of one country alone",
                        "workplace-allowed",
                        ANNOTATOR,
                        in(regions(Set.of("FR"))),
                        Scene.CONTEXT),
                Arguments.of(
                        "a workplace that nobody recorded where any would do",
                        "workplace-known",
                        ANNOTATOR,
                        in(regions(Set.of())),
                        Scene.CONTEXT.workingIn(null)),
                Arguments.of("consent unknown", "consent-in-force", ANNOTATOR, consent(null), Scene.CONTEXT),
                Arguments.of(
                        "consent withdrawn",
                        "consent-in-force",
                        ANNOTATOR,
                        consent(ConsentState.WITHDRAWN),
                        Scene.CONTEXT),
                Arguments.of(
                        "consent expired", "consent-in-force", ANNOTATOR, consent(ConsentState.EXPIRED), Scene.CONTEXT),
                Arguments.of("nobody knows who is recused", "not-recused", ANNOTATOR, recused(null), Scene.CONTEXT),
                Arguments.of(
                        "a person whom the annotator knows",
                        "not-recused",
                        ANNOTATOR,
                        recused(Set.of(Scene.SOMEBODY_ELSE, Scene.PERSON)),
                        Scene.CONTEXT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flaws")
    void isDeniedFor(String flaw, String rule, Principal who, Resource.View view, Context context) {
        for (Act act : new Act[] {Act.VIEW_SHOW, Act.ANNOTATION_SUBMIT}) {
            Decision decision = POLICIES.decide(new AccessRequest(who, act, view, context));
            assertThat(decision).as(flaw).isInstanceOf(Decision.Denied.class);
            assertThat(decision.policies()).contains(rule);
            assertThat(((Decision.Denied) decision).sentence()).contains(sentence(rule));
            assertThat(((Decision.Denied) decision).stepUpWouldDo()).isFalse();
        }
    }

    @Test
    void isAllowedWhenNothingIsMissing() {
        assertThat(POLICIES.decide(new AccessRequest(ANNOTATOR, Act.VIEW_SHOW, VIEW, Scene.CONTEXT)))
                .isEqualTo(new Decision.Allowed(Role.ANNOTATOR, Set.of("workforce-annotates"), POLICIES.policySet()));
    }

    @Test
    void isAllowedInTheCountryOrItsAreaOrAnywhere() {
        for (Set<String> regions : List.of(Set.of("DE"), Set.of("EEA"), Set.of("US", "DE"), Set.<String>of())) {
            assertThat(POLICIES.decide(
                            new AccessRequest(ANNOTATOR, Act.VIEW_SHOW, in(regions(regions)), Scene.CONTEXT)))
                    .as(regions.toString())
                    .isInstanceOf(Decision.Allowed.class);
        }
    }

    @Test
    void saysWhetherBudgetsAreAllThatIsUsedUp() {
        assertThat(denied(VIEW, left(-1, 0, -1, 0)).budgetsUsedUp()).isTrue();
        assertThat(denied(VIEW, left(-1, 0, -1, 0)).policies())
                .containsExactlyInAnyOrder("budget-views", "budget-bytes");
        assertThat(denied(leasedBy(Scene.SOMEBODY_ELSE), left(-1, 0, 0, 0)).budgetsUsedUp())
                .isFalse();
        assertThat(denied(VIEW, Scene.CONTEXT.within(new BudgetLeft(0, 0, 0, 0, -1, null)))
                        .budgetsUsedUp())
                .as("waiting does not help")
                .isFalse();
        assertThat(new Decision.Denied(Set.of(), "", "", false).budgetsUsedUp()).isFalse();
    }

    @Test
    void saysWhetherAConsentIsAllThatStandsInTheWay() {
        assertThat(denied(consent(ConsentState.WITHDRAWN), Scene.CONTEXT).consentEnded())
                .isTrue();
        assertThat(denied(leasedBy(Scene.SOMEBODY_ELSE), Scene.CONTEXT).consentEnded())
                .isFalse();
        assertThat(new Decision.Denied(Set.of("consent-in-force", "task-held"), "", "", false).consentEnded())
                .as("somebody else is not told of a consent")
                .isFalse();
        assertThat(new Decision.Denied(Set.of(), "", "", false).consentEnded()).isFalse();
    }

    private static Decision.Denied denied(Resource.View view, Context context) {
        return (Decision.Denied) POLICIES.decide(new AccessRequest(ANNOTATOR, Act.VIEW_SHOW, view, context));
    }

    private static Context left(long views, long subjects, long bytes, long offTask) {
        return Scene.CONTEXT.within(new BudgetLeft(views, subjects, bytes, offTask, 0, null));
    }

    private static TeamAccess access(UUID project, Instant from, Instant until) {
        return new TeamAccess(Scene.TEAM, project, from, until);
    }

    private static Resource.View in(Resource.@Nullable Project project) {
        return new Resource.View(VIEW.id(), project, VIEW.batch(), VIEW.leasedBy(), VIEW.consent(), VIEW.recused());
    }

    private static Resource.Project regions(@Nullable Set<String> regions) {
        return new Resource.Project(
                PROJECT.id(), Scene.TENANT, PROJECT.purpose(), PROJECT.basis(), PROJECT.declared(), regions);
    }

    private static Resource.View leasedBy(@Nullable UUID person) {
        return new Resource.View(VIEW.id(), PROJECT, VIEW.batch(), person, VIEW.consent(), VIEW.recused());
    }

    private static Resource.View batch(@Nullable BatchState state) {
        return new Resource.View(VIEW.id(), PROJECT, state, VIEW.leasedBy(), VIEW.consent(), VIEW.recused());
    }

    private static Resource.View consent(@Nullable ConsentState state) {
        return new Resource.View(VIEW.id(), PROJECT, VIEW.batch(), VIEW.leasedBy(), state, VIEW.recused());
    }

    private static Resource.View recused(@Nullable Set<UUID> persons) {
        return new Resource.View(VIEW.id(), PROJECT, VIEW.batch(), VIEW.leasedBy(), VIEW.consent(), persons);
    }

    private static String sentence(String rule) {
        return POLICIES.sentences().getOrDefault(rule, "no such rule");
    }
}
