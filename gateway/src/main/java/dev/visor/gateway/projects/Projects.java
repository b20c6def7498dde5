package dev.visor.gateway.projects;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.access.TeamAccesses;
import dev.visor.gateway.access.Workforces;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.codes.AskedCodes;
import dev.visor.gateway.trail.Entry;
import dev.visor.policies.Act;
import dev.visor.policies.DeclaredUse;
import dev.visor.policies.LegalBasis;
import dev.visor.policies.Purpose;
import dev.visor.policies.Resource;
import dev.visor.policies.RetentionSchedule;
import dev.visor.policies.TeamAccess;
import dev.visor.policies.ViewProfile;
import dev.visor.policies.ViewProfiles;
import dev.visor.policies.Workplace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The projects of a tenant. */
@Service
public class Projects {

    private static final int LONGEST_NAME = 120;
    private static final int MOST_PICTURES = 1000;

    private final ProjectRepository projects;
    private final TeamAccesses accesses;
    private final Workforces workforces;
    private final TenantTransactions transactions;
    private final ProjectUses uses;
    private final Schemas schemas;
    private final Gate gate;
    private final Clock clock;

    Projects(
            ProjectRepository projects,
            TeamAccesses accesses,
            Workforces workforces,
            TenantTransactions transactions,
            ProjectUses uses,
            Schemas schemas,
            Gate gate,
            Clock clock) {
        this.projects = projects;
        this.accesses = accesses;
        this.workforces = workforces;
        this.transactions = transactions;
        this.uses = uses;
        this.schemas = schemas;
        this.gate = gate;
        this.clock = clock;
    }

    /** What stands behind a project's label in the trail. */
    public static ObjectLabel label(UUID project) {
        return ObjectLabel.of("project", project);
    }

    /**
     * A project of this tenant.
     *
     * @throws Refused (404) if it is not one of this tenant's
     */
    public Project find(TenantId tenant, UUID id) {
        return transactions.inTenant(tenant, () -> projects.findById(id)).orElseThrow(Refused::notFound);
    }

    List<ViewProfile> viewProfiles(Caller caller) {
        checkAny(caller);
        return ViewProfiles.names().stream().map(ViewProfiles::named).toList();
    }

    /** Lets in who may read projects: for what is about none of them. */
    void checkReader(Caller caller) {
        checkAny(caller);
    }

    /** Asked for any project of the tenant, so that an empty list is decided on, too. */
    TenantId checkAny(Caller caller) {
        TenantId tenant = caller.requireTenant();
        gate.check(
                caller, Act.PROJECT_READ, new Resource.Project(tenant.value(), tenant.value(), null, null, null, null));
        return tenant;
    }

    List<Project> list(Caller caller) {
        TenantId tenant = checkAny(caller);
        return transactions.inTenant(tenant, projects::findAllByOrderByCreatedDesc);
    }

    Project read(Caller caller, UUID id) {
        Project project = find(caller.requireTenant(), id);
        gate.check(caller, Act.PROJECT_READ, project.resource());
        return project;
    }

    Project create(Caller caller, NewProject wanted) {
        TenantId tenant = caller.requireTenant();
        Project project = checked(tenant, caller, wanted);
        List<TeamAccess> teams = teams(project.id(), wanted);
        gate.check(caller, Act.PROJECT_DECLARE, project.resource());
        gate.pass(
                caller,
                Act.PROJECT_CREATE,
                new Resource.Tenant(tenant.value()),
                "project.create",
                entry -> coded(counted(stated(entry, project.use(), wanted.use()), project), project.codes())
                        .on(label(project.id()))
                        .because(project.purpose().id(), project.basis().id())
                        .with("schema", project.schema().ref().label())
                        .with("occluded", project.pointRules().occluded().id())
                        .with(
                                "required",
                                Integer.toString(project.pointRules().required().size()))
                        .with("profile", project.viewProfile())
                        .with("retention", project.retention())
                        .with("use", project.use().kind())
                        .with("setting", project.use().setting())
                        .with("regions", regions(project))
                        .with("teams", Integer.toString(teams.size())));
        return transactions.inTenant(tenant, () -> {
            Project saved = projects.save(project);
            teams.forEach(access -> accesses.give(tenant, access));
            return saved;
        });
    }

    private static Entry counted(Entry entry, Project project) {
        Integer most = project.picturesOfOne();
        return most == null ? entry : entry.with("pictures", most.toString());
    }

    private static Entry coded(Entry entry, AskedCodes codes) {
        if (codes.nothing()) {
            return entry;
        }
        codes.rules().ifPresent(rules -> entry.with("expressions", rules.id()));
        return entry.with("action-units", Integer.toString(codes.units().size()))
                .with("attributes", Integer.toString(codes.attributes().size()));
    }

    private static @Nullable Integer picturesOfOne(NewProject wanted) {
        Integer most = wanted.picturesOfOne();
        if (most != null && (most < 1 || most > MOST_PICTURES)) {
            throw Refused.badRequest(
                    "bad-pictures",
                    "One annotator sees 1 to " + MOST_PICTURES + " pictures of one person, or any number.");
        }
        return most;
    }

    private static String regions(Project project) {
        return project.regions().isEmpty()
                ? "anywhere"
                : project.regions().stream().sorted().collect(Collectors.joining(","));
    }

    /** What was said may name somebody: it is sealed. */
    private static Entry stated(Entry entry, StatedUse use, NewUse wanted) {
        if (use.exemption() != null && wanted.reason() != null) {
            entry.with("exception", use.exemption()).sealed("reason", wanted.reason());
        }
        if (use.law() != null) {
            entry.sealed("law", use.law());
        }
        if (use.notice() != null) {
            entry.sealed("notice", use.notice());
        }
        return entry;
    }

    Project agree(Caller caller, UUID id) {
        Project project = find(caller.requireTenant(), id);
        uses.agree(caller, project);
        return find(project.tenant(), id);
    }

    /** Why an exception is claimed. */
    Optional<String> reason(Project project) {
        return uses.reason(project);
    }

    private Project checked(TenantId tenant, Caller caller, NewProject wanted) {
        String name = wanted.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw Refused.badRequest("bad-name", "A project's name has 1 to " + LONGEST_NAME + " characters.");
        }
        Schemas.Found schema = schemas.wanted(tenant, wanted.schema());
        ViewProfile profile = known("unknown-view-profile", () -> ViewProfiles.named(wanted.viewProfile()));
        HiddenPoints.requireShown(schema.schema(), profile);
        StatedUse use = uses.stated(tenant, caller, wanted.use());
        return new Project(
                UUID.randomUUID(),
                tenant,
                name,
                known("bad-purpose", () -> new Purpose(wanted.purpose())),
                known("unknown-legal-basis", () -> LegalBasis.named(wanted.legalBasis())),
                schema,
                PointRules.wanted(wanted.pointRules(), schema.schema()),
                profile.name(),
                known("bad-retention", () -> RetentionSchedule.parse(wanted.retention()))
                        .keep()
                        .toString(),
                known("unknown-region", () -> Workplace.regions(new HashSet<>(wanted.regions()))),
                picturesOfOne(wanted),
                use,
                NewCodes.asked(wanted.codes(), DeclaredUse.Use.named(use.kind()).orElseThrow()),
                caller.id().value(),
                clock.instant());
    }

    private List<TeamAccess> teams(UUID project, NewProject wanted) {
        List<TeamAccess> granted = new ArrayList<>();
        for (NewProject.TeamDates dates : wanted.teams()) {
            UUID team = workforces
                    .team(dates.team())
                    .orElseThrow(() -> Refused.badRequest("unknown-team", "There is no team with that handle."));
            granted.add(known("bad-dates", () -> new TeamAccess(team, project, dates.from(), dates.until())));
        }
        return granted;
    }

    /** The policies' own checks say what was wanted: their sentence goes to the client as it is. */
    private static <T> T known(String reason, Supplier<T> check) {
        try {
            return check.get();
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest(reason, e.getMessage() + ".");
        }
    }
}
