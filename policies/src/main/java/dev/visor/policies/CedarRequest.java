package dev.visor.policies;

import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.DateTime;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says a request in Cedar's words. A fact that is null is left out, never replaced by an empty one. */
final class CedarRequest {

    private static final EntityTypeName PERSON = type("Person");
    private static final EntityTypeName TENANT = type("Tenant");
    private static final EntityTypeName TEAM = type("Team");
    private static final EntityTypeName PROJECT = type("Project");
    private static final EntityTypeName BATCH = type("Batch");
    private static final EntityTypeName ORIGINAL = type("Original");
    private static final EntityTypeName VIEW = type("View");
    private static final EntityTypeName TASK = type("Task");
    private static final EntityTypeName EXPORT = type("Export");
    private static final EntityTypeName TRAIL = type("Trail");
    private static final EntityTypeName APPROVAL = type("Approval");
    private static final EntityTypeName WORKFORCE = type("Workforce");
    private static final EntityTypeName DIRECTORY = type("Directory");
    private static final EntityTypeName RULES = type("Rules");
    private static final EntityTypeName INVITATION = type("Invitation");
    private static final EntityTypeName ACTION = type("Action");

    /** Cedar's datetime knows milliseconds. */
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private CedarRequest() {}

    static EntityUID action(Act act) {
        return ACTION.of(act.id());
    }

    static Entity person(Principal principal, Role role) {
        Map<String, Value> facts = new HashMap<>();
        facts.put("role", new PrimString(role.id()));
        CedarList roles = new CedarList();
        principal.roles().forEach(held -> roles.add(new PrimString(held.id())));
        facts.put("roles", roles);
        switch (principal.affiliation()) {
            case null -> {}
            case Affiliation.OfTenant(UUID tenant) -> facts.put("tenant", uid(TENANT, tenant));
            case Affiliation.OfWorkforce(Set<UUID> teams) -> {
                CedarList list = new CedarList();
                teams.forEach(team -> list.add(uid(TEAM, team)));
                facts.put("teams", list);
            }
            case Affiliation.OfOperator() -> facts.put("operator", new PrimBool(true));
        }
        return new Entity(uid(PERSON, principal.id()), facts, Set.of());
    }

    static Entity resource(Resource resource) {
        Map<String, Value> facts = new HashMap<>();
        EntityTypeName type = switch (resource) {
            case Resource.Tenant tenant -> TENANT;
            case Resource.Workforce workforce -> WORKFORCE;
            case Resource.Directory directory -> DIRECTORY;
            case Resource.Rules rules -> RULES;
            case Resource.Project project -> {
                addProject(facts, project);
                yield PROJECT;
            }
            case Resource.Batch batch -> {
                addProject(facts, batch.project());
                addState(facts, "state", batch.state());
                yield BATCH;
            }
            case Resource.Original original -> {
                addProject(facts, original.project());
                yield ORIGINAL;
            }
            case Resource.View view -> {
                addProject(facts, view.project());
                addState(facts, "batch", view.batch());
                addPerson(facts, "leasedBy", view.leasedBy());
                if (view.consent() != null) {
                    facts.put("consent", new PrimString(view.consent().id()));
                }
                addPersons(facts, "recused", view.recused());
                yield VIEW;
            }
            case Resource.Task task -> {
                addProject(facts, task.project());
                addPerson(facts, "leasedBy", task.leasedBy());
                addPersons(facts, "recused", task.recused());
                yield TASK;
            }
            case Resource.Export export -> {
                addProject(facts, export.project());
                yield EXPORT;
            }
            case Resource.Trail trail -> {
                addOwner(facts, trail);
                yield TRAIL;
            }
            case Resource.Approval approval -> {
                addPerson(facts, "asker", approval.asker());
                if (approval.tenant() != null) {
                    facts.put("tenant", uid(TENANT, approval.tenant()));
                }
                if (approval.act() != null) {
                    facts.put("act", new PrimString(approval.act().id()));
                }
                yield APPROVAL;
            }
            case Resource.Invitation invitation -> {
                addPerson(facts, "asker", invitation.asker());
                if (invitation.tenant() != null) {
                    facts.put("tenant", uid(TENANT, invitation.tenant()));
                }
                yield INVITATION;
            }
        };
        return new Entity(uid(type, resource.id()), facts, Set.of());
    }

    static Map<String, Value> context(Context context) {
        Map<String, Value> facts = new HashMap<>();
        facts.put("now", time(context.now()));
        if (context.steppedUpAt() != null) {
            facts.put("steppedUpAt", time(context.steppedUpAt()));
        }
        if (context.purpose() != null) {
            facts.put("purpose", new PrimString(context.purpose().id()));
        }
        TeamAccess access = context.access();
        if (access != null) {
            facts.put(
                    "access",
                    new CedarMap(Map.of(
                            "team", uid(TEAM, access.team()),
                            "project", uid(PROJECT, access.project()),
                            "from", time(access.from()),
                            "until", time(access.until()))));
        }
        Approved approved = context.approved();
        if (approved != null) {
            facts.put(
                    "approved",
                    new CedarMap(Map.of(
                            "asker", uid(PERSON, approved.asker()),
                            "granter", uid(PERSON, approved.granter()),
                            "original", uid(ORIGINAL, approved.object()),
                            "until", time(approved.until()))));
        }
        BudgetLeft budget = context.budget();
        if (budget != null) {
            facts.put(
                    "budget",
                    new CedarMap(Map.of(
                            "views", new PrimLong(budget.views()),
                            "subjects", new PrimLong(budget.subjects()),
                            "bytes", new PrimLong(budget.bytes()),
                            "offTask", new PrimLong(budget.offTask()),
                            "pictures", new PrimLong(budget.pictures()))));
        }
        if (context.workplace() != null) {
            facts.put("workplace", strings(context.workplace().regions()));
        }
        Invitation invitation = context.invitation();
        if (invitation != null) {
            facts.put(
                    "invitation",
                    new CedarMap(Map.of(
                            "scope", strings(invitation.names()),
                            "from", time(invitation.from()),
                            "until", time(invitation.until()))));
        }
        return facts;
    }

    private static void addProject(Map<String, Value> facts, Resource.@Nullable Project project) {
        if (project == null) {
            return;
        }
        facts.put("project", uid(PROJECT, project.id()));
        if (project.tenant() != null) {
            facts.put("tenant", uid(TENANT, project.tenant()));
        }
        if (project.purpose() != null) {
            facts.put("purpose", new PrimString(project.purpose().id()));
        }
        if (project.basis() != null) {
            facts.put("basis", new PrimString(project.basis().id()));
        }
        if (project.declared() != null) {
            facts.put("declared", declared(project.declared()));
        }
        if (project.regions() != null) {
            facts.put("regions", strings(project.regions()));
        }
    }

    private static CedarList strings(Set<String> values) {
        CedarList list = new CedarList();
        values.forEach(value -> list.add(new PrimString(value)));
        return list;
    }

    private static CedarMap declared(DeclaredUse declared) {
        Map<String, Value> facts = new HashMap<>(Map.of(
                "use", new PrimString(declared.use().id()),
                "setting", new PrimString(declared.setting().id()),
                "agreed", new PrimBool(declared.agreed()),
                "lawNamed", new PrimBool(declared.lawNamed()),
                "noticeGiven", new PrimBool(declared.noticeGiven())));
        if (declared.exception() != null) {
            facts.put("exception", new PrimString(declared.exception().id()));
        }
        addPerson(facts, "claimedBy", declared.claimedBy());
        return new CedarMap(facts);
    }

    private static void addState(Map<String, Value> facts, String name, @Nullable BatchState state) {
        if (state != null) {
            facts.put(name, new PrimString(state.id()));
        }
    }

    private static void addPerson(Map<String, Value> facts, String name, @Nullable UUID person) {
        if (person != null) {
            facts.put(name, uid(PERSON, person));
        }
    }

    private static void addPersons(Map<String, Value> facts, String name, @Nullable Set<UUID> persons) {
        if (persons != null) {
            CedarList list = new CedarList();
            persons.forEach(person -> list.add(uid(PERSON, person)));
            facts.put(name, list);
        }
    }

    private static void addOwner(Map<String, Value> facts, Resource.Trail trail) {
        switch (trail.owner()) {
            case null -> {}
            case TENANT -> facts.put("tenant", uid(TENANT, trail.id()));
            case OPERATOR -> facts.put("operator", new PrimBool(true));
        }
    }

    private static DateTime time(Instant instant) {
        return new DateTime(MILLIS.format(instant));
    }

    private static EntityUID uid(EntityTypeName type, UUID id) {
        return type.of(id.toString());
    }

    private static EntityTypeName type(String name) {
        return EntityTypeName.parse(name).orElseThrow();
    }
}
