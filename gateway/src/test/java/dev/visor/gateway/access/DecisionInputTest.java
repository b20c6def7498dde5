package dev.visor.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.policies.AccessRequest;
import dev.visor.policies.Act;
import dev.visor.policies.Affiliation;
import dev.visor.policies.Approved;
import dev.visor.policies.BatchState;
import dev.visor.policies.BudgetLeft;
import dev.visor.policies.ConsentState;
import dev.visor.policies.Context;
import dev.visor.policies.DeclaredUse;
import dev.visor.policies.Invitation;
import dev.visor.policies.LegalBasis;
import dev.visor.policies.Principal;
import dev.visor.policies.Purpose;
import dev.visor.policies.Resource;
import dev.visor.policies.Role;
import dev.visor.policies.TeamAccess;
import dev.visor.policies.TwoPersonAct;
import dev.visor.policies.Workplace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What was decided from is read again as it was, in any of its forms. */
class DecisionInputTest {

    private static final UUID ID = UUID.randomUUID();
    private static final UUID PERSON = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static final DeclaredUse DECLARED = new DeclaredUse(
            DeclaredUse.Use.EMOTION_INFERENCE,
            DeclaredUse.Setting.HEALTH_CARE,
            DeclaredUse.Exemption.MEDICAL,
            OTHER,
            true,
            true,
            true);
    private static final Resource.Project PROJECT = new Resource.Project(
            ID,
            UUID.randomUUID(),
            new Purpose("pain-assessment"),
            LegalBasis.EXPLICIT_CONSENT,
            DECLARED,
            Set.of("EEA", "CH"));
    private static final Context CONTEXT = new Context(
            NOW,
            NOW.minusSeconds(7),
            new Purpose("pain-assessment"),
            new TeamAccess(UUID.randomUUID(), ID, NOW, NOW.plusSeconds(1)),
            new Approved(PERSON, OTHER, ID, NOW),
            new BudgetLeft(1, 2, 3, -4, 5, NOW),
            new Workplace("DE"),
            new Invitation(Set.of(Invitation.Scope.TRAIL), NOW, NOW.plusSeconds(1)));

    private static final List<Resource> THINGS = List.of(
            new Resource.Tenant(ID),
            new Resource.Workforce(ID),
            Resource.Directory.ALL,
            Resource.Rules.ALL,
            PROJECT,
            new Resource.Project(ID, null, null, null, null, null),
            new Resource.Batch(ID, PROJECT, BatchState.STAGED),
            new Resource.Batch(ID, null, null),
            new Resource.Original(ID, PROJECT),
            new Resource.View(ID, PROJECT, BatchState.RELEASED, PERSON, ConsentState.IN_FORCE, Set.of(PERSON)),
            new Resource.View(ID, null, null, null, null, null),
            new Resource.Task(ID, PROJECT, PERSON, Set.of()),
            new Resource.Export(ID, PROJECT),
            Resource.Trail.ofTenant(ID),
            Resource.Trail.ofOperator(),
            new Resource.Approval(ID, PERSON, OTHER, TwoPersonAct.BREAK_GLASS),
            new Resource.Approval(ID, null, null, null),
            new Resource.Invitation(ID, PERSON, OTHER),
            new Resource.Invitation(ID, null, null));

    private static AccessRequest again(AccessRequest request) {
        return DecisionInput.read(DecisionInput.write(request)).orElseThrow();
    }

    @Test
    void everyKindOfThingIsReadAgain() {
        Set<Class<?>> kinds = THINGS.stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(kinds)
                .as("a kind that is missing here is not tested")
                .containsExactlyInAnyOrder(Resource.class.getPermittedSubclasses());
        for (Resource thing : THINGS) {
            AccessRequest request = new AccessRequest(
                    Principal.ofOperator(PERSON, Set.of(Role.ADMINISTRATOR)), Act.POLICIES_READ, thing, CONTEXT);
            assertThat(again(request)).isEqualTo(request);
        }
    }

    @Test
    void everyKindOfPersonAndEveryActIsReadAgain() {
        List<Principal> persons = new ArrayList<>(List.of(
                Principal.ofTenant(PERSON, Set.of(Role.values()), ID),
                Principal.ofWorkforce(PERSON, Set.of(), Set.of(ID, OTHER)),
                Principal.ofOperator(PERSON, Set.of(Role.ADMINISTRATOR))));
        assertThat(Affiliation.class.getPermittedSubclasses()).hasSize(persons.size());
        persons.add(new Principal(PERSON, Set.of(Role.CLIENT), null));
        for (Principal person : persons) {
            for (Act act : Act.values()) {
                AccessRequest request = new AccessRequest(person, act, PROJECT, Context.at(NOW));
                assertThat(again(request)).isEqualTo(request);
            }
        }
    }

    @Test
    void ofThoseWhoRecusedThemselvesOnlyTheOneAskingIsKept() {
        Principal person = Principal.ofWorkforce(PERSON, Set.of(Role.ANNOTATOR), Set.of(ID));
        for (Set<UUID> recused : List.of(Set.of(PERSON, OTHER), Set.of(OTHER))) {
            AccessRequest request = new AccessRequest(
                    person,
                    Act.VIEW_SHOW,
                    new Resource.View(ID, PROJECT, BatchState.RELEASED, PERSON, ConsentState.IN_FORCE, recused),
                    CONTEXT);
            String written = DecisionInput.write(request);
            assertThat(((Resource.View)
                                    DecisionInput.read(written).orElseThrow().resource())
                            .recused())
                    .isEqualTo(recused.contains(PERSON) ? Set.of(PERSON) : Set.of());
        }
        Resource.Task task = new Resource.Task(ID, PROJECT, PERSON, Set.of(OTHER));
        assertThat(((Resource.Task) again(new AccessRequest(person, Act.TASK_WORK, task, CONTEXT))
                                .resource())
                        .recused())
                .isEmpty();
    }

    @Test
    void whatAnotherVersionWroteIsNotGuessed() {
        String written = DecisionInput.write(new AccessRequest(
                Principal.ofOperator(PERSON, Set.of()), Act.POLICIES_READ, Resource.Rules.ALL, CONTEXT));
        assertThat(DecisionInput.read(written)).isPresent();
        assertThat(DecisionInput.read(written.replace("policies.read", "policies.hum")))
                .isEmpty();
        assertThat(DecisionInput.read(written.replace("\"Rules\"", "\"Laws\""))).isEmpty();
        assertThat(written).contains("\"pictures\":5,");
        assertThat(DecisionInput.read(written.replace("\"pictures\":5,", ""))).isEmpty();
        assertThat(DecisionInput.read("too long ago")).isEmpty();
    }
}
