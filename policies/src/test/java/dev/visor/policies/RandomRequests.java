package dev.visor.policies;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are mostly in order, with a fact missing or wrong here and there. Each act comes as often as any other, but showing
 * a view four times as often, since more rules decide on it than on all others;
 * every second asker has a role that the act is made for, and every second request has hardly a fact out of order:
 * otherwise a seed now and then has no request at all that a rule with many conditions decides.
 */
final class RandomRequests {

    private static final List<Act> ACTS = Stream.concat(
                    Stream.of(Act.values()), Stream.of(Act.VIEW_SHOW, Act.VIEW_SHOW, Act.VIEW_SHOW))
            .toList();

    private final Random random;
    private int asked;
    private int disorder;

    RandomRequests(long seed) {
        random = new Random(seed);
    }

    AccessRequest next() {
        Act act = ACTS.get(asked++ % ACTS.size());
        disorder = oneIn(2) ? 60 : 20;
        return new AccessRequest(principal(act), act, resource(act), context());
    }

    private Principal principal(Act act) {
        Role role = oneIn(2) ? any(Scene.usualRoles(act).toArray(Role[]::new)) : role();
        Set<Role> roles = EnumSet.of(role);
        if (oneIn(5)) {
            roles.add(role());
        }
        return new Principal(
                Scene.PERSON,
                roles,
                oneIn(3) ? affiliation() : Scene.somebody(role).affiliation());
    }

    private @Nullable Affiliation affiliation() {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1, 2 -> new Affiliation.OfOperator();
            case 3 -> new Affiliation.OfTenant(Scene.OTHER_TENANT);
            case 4 -> new Affiliation.OfWorkforce(Set.of(UUID.randomUUID()));
            default -> new Affiliation.OfWorkforce(Set.of(Scene.TEAM, UUID.randomUUID()));
        };
    }

    private Resource resource(Act act) {
        Resource thing = Scene.thingOf(oneIn(20) ? any(Act.values()) : act);
        return switch (thing) {
            case Resource.Project project -> project(project.declared());
            case Resource.Batch batch ->
                new Resource.Batch(batch.id(), perhaps(this::project), perhaps(() -> any(BatchState.values())));
            case Resource.Original original -> new Resource.Original(original.id(), perhaps(this::project));
            case Resource.View view ->
                new Resource.View(
                        view.id(),
                        perhaps(this::project),
                        perhaps(() -> wrong() ? any(BatchState.values()) : view.batch()),
                        perhaps(this::person),
                        perhaps(() -> wrong() ? any(ConsentState.values()) : ConsentState.IN_FORCE),
                        perhaps(this::recused));
            case Resource.Task task ->
                new Resource.Task(task.id(), perhaps(this::project), perhaps(this::person), perhaps(this::recused));
            case Resource.Export export -> new Resource.Export(export.id(), perhaps(this::project));
            case Resource.Trail trail ->
                oneIn(3)
                        ? Resource.Trail.ofOperator()
                        : new Resource.Trail(trail.id(), perhaps(() -> Resource.TrailOwner.TENANT));
            case Resource.Approval approval ->
                new Resource.Approval(
                        approval.id(),
                        perhaps(() -> oneIn(2) ? Scene.SOMEBODY_ELSE : person()),
                        perhaps(() -> wrong() ? Scene.OTHER_TENANT : Scene.TENANT),
                        perhaps(() -> any(TwoPersonAct.values())));
            case Resource.Invitation invitation ->
                new Resource.Invitation(
                        invitation.id(),
                        perhaps(() -> oneIn(2) ? Scene.SOMEBODY_ELSE : person()),
                        perhaps(() -> wrong() ? Scene.OTHER_TENANT : Scene.TENANT));
            case Resource.Tenant tenant -> tenant;
            case Resource.Workforce workforce -> workforce;
            case Resource.Directory directory -> directory;
            case Resource.Rules rules -> rules;
        };
    }

    private Resource.Project project() {
        return project(DeclaredUse.MEASURING);
    }

    private Resource.Project project(@Nullable DeclaredUse usual) {
        return new Resource.Project(
                wrong() ? UUID.randomUUID() : Scene.PROJECT.id(),
                perhaps(() -> Scene.TENANT),
                perhaps(this::purpose),
                perhaps(() -> any(LegalBasis.values())),
                perhaps(() -> usual == null || oneIn(4) ? declared() : usual),
                perhaps(this::regions));
    }

    private DeclaredUse declared() {
        return new DeclaredUse(
                any(DeclaredUse.Use.values()),
                any(DeclaredUse.Setting.values()),
                oneIn(2) ? null : any(DeclaredUse.Exemption.values()),
                oneIn(disorder) ? null : wrong() ? Scene.PERSON : Scene.SOMEBODY_ELSE,
                oneIn(2),
                oneIn(2),
                !oneIn(3));
    }

    private Context context() {
        Instant now = Scene.NOW;
        return new Context(
                now,
                perhaps(() -> now.minus(Duration.ofMillis(random.nextInt(1_000_000) - 80_000))),
                perhaps(this::purpose),
                perhaps(this::access),
                perhaps(this::approved),
                perhaps(this::budget),
                oneIn(10) ? null : perhaps(this::workplace),
                perhaps(this::invitation));
    }

    private Set<String> regions() {
        return wrong() ? Set.of("FR", "US") : oneIn(2) ? Set.of() : oneIn(2) ? Set.of("EEA", "CH") : Set.of("DE");
    }

    private Workplace workplace() {
        return new Workplace(wrong() ? "US" : "DE");
    }

    private Invitation invitation() {
        Instant from = Scene.NOW.plusSeconds(wrong() ? 1 : -100);
        Instant until = wrong() ? from.plusSeconds(50) : from.plusSeconds(500);
        Set<Invitation.Scope> scope =
                oneIn(3) ? Set.of(any(Invitation.Scope.values())) : Set.of(Invitation.Scope.values());
        return new Invitation(scope, from, until);
    }

    private Approved approved() {
        return new Approved(
                person(),
                wrong() ? Scene.PERSON : Scene.SOMEBODY_ELSE,
                wrong() ? UUID.randomUUID() : Scene.ORIGINAL,
                Scene.NOW.plusMillis(wrong() ? 0 : 1));
    }

    /** One of them used up now and then, so that each rule is met alone. */
    private BudgetLeft budget() {
        int usedUp = oneIn(6) ? random.nextInt(5) : -1;
        return new BudgetLeft(
                left(usedUp == 0), left(usedUp == 1), left(usedUp == 2), left(usedUp == 3), left(usedUp == 4), null);
    }

    private long left(boolean usedUp) {
        return usedUp || wrong() ? -1 - random.nextInt(3) : random.nextInt(3);
    }

    private TeamAccess access() {
        Instant from = Scene.NOW.plusSeconds(wrong() ? 1 : -100);
        Instant until = wrong() ? from.plusSeconds(50) : from.plusSeconds(500);
        return new TeamAccess(
                wrong() ? UUID.randomUUID() : Scene.TEAM,
                wrong() ? UUID.randomUUID() : Scene.PROJECT.id(),
                from,
                until);
    }

    private Purpose purpose() {
        return wrong() ? new Purpose("advertising") : Scene.PURPOSE;
    }

    private UUID person() {
        return wrong() ? Scene.SOMEBODY_ELSE : Scene.PERSON;
    }

    private Set<UUID> recused() {
        return wrong() ? Set.of(Scene.PERSON, Scene.SOMEBODY_ELSE) : oneIn(2) ? Set.of() : Set.of(Scene.SOMEBODY_ELSE);
    }

    private Role role() {
        return any(Role.values());
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> @Nullable T perhaps(Supplier<T> fact) {
        return oneIn(disorder) ? null : fact.get();
    }

    private boolean wrong() {
        return oneIn(disorder / 2);
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
