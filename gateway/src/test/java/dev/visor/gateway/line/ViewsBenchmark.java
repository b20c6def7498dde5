package dev.visor.gateway.line;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.PolicySource;
import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import dev.visor.policies.AccessRequest;
import dev.visor.policies.Act;
import dev.visor.policies.BatchState;
import dev.visor.policies.BudgetLeft;
import dev.visor.policies.ConsentState;
import dev.visor.policies.Context;
import dev.visor.policies.DeclaredUse;
import dev.visor.policies.LegalBasis;
import dev.visor.policies.Policies;
import dev.visor.policies.Principal;
import dev.visor.policies.Purpose;
import dev.visor.policies.Resource;
import dev.visor.policies.Role;
import dev.visor.policies.TeamAccess;
import dev.visor.policies.Workplace;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What it costs to show a view over HTTP, beside the bare parts that it cannot do without: one decision, two durable
 * records and one opening of the same object.
 */
final class ViewsBenchmark {

    private static final int WARM_UP = 50;
    private static final int ROUNDS = 200;

    private ViewsBenchmark() {}

    public static void main(String[] arguments) {
        try (Installation visor = Installation.fresh("views-benchmark", Map.of("visor.budgets.views", "100000"))) {
            Line line = new Line(visor);
            line.setUp();
            Line.Job job = line.project().released("bench-1");
            String task = job.next(Person.ANNA).path("id").asString();
            int bytes = job.view(Person.ANNA, task).ok().body().length;
            TenantId tenant = visor.bean(Tenants.class).named("acme").orElseThrow();
            Parts parts = new Parts(visor, tenant, bytes);
            double[] shown = new double[ROUNDS];
            double[] bare = new double[ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                job.renew(task);
                double one = milliseconds(() -> job.view(Person.ANNA, task).ok());
                double other = milliseconds(parts::run);
                if (round >= 0) {
                    shown[round] = one;
                    bare[round] = other;
                }
            }
            print("views.show-p50", quantile(shown, 0.5), quantile(bare, 0.5));
            print("views.show-p95", quantile(shown, 0.95), quantile(bare, 0.95));
        }
        System.exit(0);
    }

    private static void print(String name, double value, double baseline) {
        System.out.printf(
                Locale.ROOT,
                "bench %s %.2f ms ratio %.2f to bare-parts %.2f%n",
                name,
                value,
                value / baseline,
                baseline);
    }

    private static double milliseconds(Runnable work) {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.round(share * sorted.length))];
    }

    /** The parts, without HTTP, rows and everything else around them. */
    private static final class Parts {

        private final Policies policies;
        private final Trails trails;
        private final Vault vault;
        private final TenantId tenant;
        private final KeyOwner subject = KeyOwner.random();
        private final ActorRef actor = new ActorRef(KeyOwner.random(), "bench", "annotator");
        private final ObjectRef object;
        private final AccessRequest request;

        Parts(Installation visor, TenantId tenant, int bytes) {
            this.policies = visor.bean(PolicySource.class).inForce();
            this.trails = visor.bean(Trails.class);
            this.vault = visor.bean(Vault.class);
            this.tenant = tenant;
            this.object = vault.seal(tenant, ObjectKind.VIEW, Set.of(subject), new byte[bytes]);
            this.request = request(tenant);
        }

        void run() {
            policies.decide(request);
            Receipt receipt = trails.append(entry("view.show"));
            try (Vault.Opened opened = vault.open(object, receipt)) {
                if (opened.bytes().length == 0) {
                    throw new IllegalStateException("Nothing was opened");
                }
            }
            trails.outcome(receipt, entry("view.sent"));
        }

        private Entry entry(String action) {
            return Entry.of(action, actor)
                    .in(tenant)
                    .because("benchmark", "gdpr-9-2-a")
                    .on(object.label())
                    .about(subject);
        }

        private static AccessRequest request(TenantId tenant) {
            UUID person = UUID.randomUUID();
            UUID team = UUID.randomUUID();
            Instant now = Instant.now();
            Purpose purpose = new Purpose("benchmark");
            Resource.Project project = new Resource.Project(
                    UUID.randomUUID(),
                    tenant.value(),
                    purpose,
                    LegalBasis.EXPLICIT_CONSENT,
                    DeclaredUse.MEASURING,
                    Set.of());
            return new AccessRequest(
                    Principal.ofWorkforce(person, Set.of(Role.ANNOTATOR), Set.of(team)),
                    Act.VIEW_SHOW,
                    new Resource.View(
                            UUID.randomUUID(),
                            project,
                            BatchState.RELEASED,
                            person,
                            ConsentState.IN_FORCE,
                            java.util.Set.of()),
                    Context.at(now)
                            .within(new BudgetLeft(0, 0, 0, 0, 0, null))
                            .forPurpose(purpose)
                            .workingIn(new Workplace("DE"))
                            .through(new TeamAccess(team, project.id(), now.minusSeconds(1), now.plusSeconds(60))));
        }
    }
}
