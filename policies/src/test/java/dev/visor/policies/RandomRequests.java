package dev.visor.policies;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests that are mostly in order, with a fact missing or wrong here and there. */
final class RandomRequests {

    private final Random random;

    RandomRequests(long seed) {
        random = new Random(seed);
    }

    AccessRequest next() {
        Act act = any(Act.values());
        return next(act);
    }

    AccessRequest next(Act act) {
        return new AccessRequest(principal(), act, resource(act), context());
    }

    private Principal principal() {
        Set<Role> roles = EnumSet.of(role());
        if (oneIn(4)) {
            roles.add(role());
        }
        Affiliation affiliation = switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> new Affiliation.OfOperator();
            case 2 -> new Affiliation.OfTenant(Scene.OTHER_TENANT);
            case 3, 4 -> new Affiliation.OfTenant(Scene.TENANT);
            case 5 -> new Affiliation.OfWorkforce(Set.of(UUID.randomUUID()));
            default -> new Affiliation.OfWorkforce(Set.of(Scene.TEAM, UUID.randomUUID()));
        };
        return new Principal(Scene.PERSON, roles, affiliation);
    }

    private Resource resource(Act act) {
        Resource thing = Scene.thingOf(oneIn(20) ? any(Act.values()) : act);
        return switch (thing) {
            case Resource.Project project -> project();
            case Resource.Batch batch ->
                new Resource.Batch(batch.id(), perhaps(this::project), perhaps(() -> any(BatchState.values())));
            case Resource.Original original -> new Resource.Original(original.id(), perhaps(this::project));
            case Resource.View view ->
                new Resource.View(
                        view.id(),
                        perhaps(this::project),
                        perhaps(() -> oneIn(3) ? any(BatchState.values()) : BatchState.RELEASED),
                        perhaps(this::person),
                        perhaps(() -> oneIn(3) ? any(ConsentState.values()) : ConsentState.IN_FORCE));
            case Resource.Task task -> new Resource.Task(task.id(), perhaps(this::project), perhaps(this::person));
            case Resource.Export export -> new Resource.Export(export.id(), perhaps(this::project));
            case Resource.Trail trail ->
                oneIn(3)
                        ? Resource.Trail.ofOperator()
                        : new Resource.Trail(trail.id(), perhaps(() -> Resource.TrailOwner.TENANT));
            case Resource.Approval approval -> new Resource.Approval(approval.id(), perhaps(this::person));
            case Resource.Tenant tenant -> tenant;
            case Resource.Workforce workforce -> workforce;
        };
    }

    private Resource.Project project() {
        return new Resource.Project(
                oneIn(12) ? UUID.randomUUID() : Scene.PROJECT.id(),
                perhaps(() -> Scene.TENANT),
                perhaps(this::purpose),
                perhaps(() -> any(LegalBasis.values())));
    }

    private Context context() {
        Instant now = Scene.NOW;
        return new Context(
                now,
                perhaps(() -> now.minus(Duration.ofMillis(random.nextInt(1_000_000) - 80_000))),
                perhaps(this::purpose),
                perhaps(this::access));
    }

    private TeamAccess access() {
        Instant from = Scene.NOW.plusSeconds(oneIn(8) ? 1 : -100);
        Instant until = oneIn(8) ? from.plusSeconds(50) : from.plusSeconds(500);
        return new TeamAccess(
                oneIn(8) ? UUID.randomUUID() : Scene.TEAM,
                oneIn(8) ? UUID.randomUUID() : Scene.PROJECT.id(),
                from,
                until);
    }

    private Purpose purpose() {
        return oneIn(8) ? new Purpose("advertising") : Scene.PURPOSE;
    }

    private UUID person() {
        return oneIn(4) ? Scene.SOMEBODY_ELSE : Scene.PERSON;
    }

    private Role role() {
        return any(Role.values());
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> @Nullable T perhaps(Supplier<T> fact) {
        return oneIn(12) ? null : fact.get();
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
