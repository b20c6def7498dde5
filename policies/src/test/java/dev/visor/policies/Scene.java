package dev.visor.policies;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One tenant, its project, a team that annotates it, and people around it; everything as it should be. */
final class Scene {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final UUID TENANT = UUID.randomUUID();
    static final UUID OTHER_TENANT = UUID.randomUUID();
    static final UUID TEAM = UUID.randomUUID();
    static final UUID PERSON = UUID.randomUUID();
    static final UUID SOMEBODY_ELSE = UUID.randomUUID();
    static final UUID ORIGINAL = UUID.randomUUID();
    static final Purpose PURPOSE = new Purpose("pain-assessment");
    static final Resource.Project PROJECT = new Resource.Project(
            UUID.randomUUID(),
            TENANT,
            PURPOSE,
            LegalBasis.EXPLICIT_CONSENT,
            DeclaredUse.MEASURING,
            Set.of("EEA", "CH"));

    /** One that infers emotions of workers for safety's sake, claimed by somebody else, agreed to, with notice given. */
    static final DeclaredUse EXCEPTED = new DeclaredUse(
            DeclaredUse.Use.EMOTION_INFERENCE,
            DeclaredUse.Setting.WORKPLACE,
            DeclaredUse.Exemption.SAFETY,
            SOMEBODY_ELSE,
            true,
            false,
            true);

    static final TeamAccess ACCESS =
            new TeamAccess(TEAM, PROJECT.id(), NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)));
    static final Context CONTEXT = Context.at(NOW)
            .steppedUp(NOW.minus(Duration.ofMinutes(5)))
            .forPurpose(PURPOSE)
            .through(ACCESS)
            .workingIn(new Workplace("DE"))
            .invited(new Invitation(Set.of(Invitation.Scope.values()), NOW, NOW.plusSeconds(1)))
            .within(new BudgetLeft(0, 0, 0, 0, 0, null))
            .agreed(new Approved(PERSON, SOMEBODY_ELSE, ORIGINAL, NOW.plusSeconds(1)));

    private Scene() {}

    /** Somebody of that role where people of that role work. */
    static Principal somebody(Role role) {
        return switch (role) {
            case CLIENT, REDACTION_OFFICER, COMPLIANCE_OFFICER, EXTERNAL_AUDITOR ->
                Principal.ofTenant(PERSON, Set.of(role), TENANT);
            case ANNOTATOR, SENIOR_REVIEWER, TEAM_LEAD -> Principal.ofWorkforce(PERSON, Set.of(role), Set.of(TEAM));
            case ADMINISTRATOR -> Principal.ofOperator(PERSON, Set.of(role));
        };
    }

    /** The roles that an act is made for; others may have it, too. */
    static List<Role> usualRoles(Act act) {
        return switch (act) {
            case TENANT_CREATE,
                    TENANT_READ,
                    TENANT_END,
                    TEAM_CREATE,
                    TEAM_JOIN,
                    TEAM_LEAVE,
                    WORKPLACE_RECORD,
                    PEOPLE_READ,
                    ACCOUNT_OPEN,
                    ACCOUNT_CLOSE,
                    SECOND_FACTOR_RESET,
                    PASSWORD_RESET,
                    KEYS_READ,
                    KEYS_TURN,
                    POLICIES_READ,
                    POLICIES_PROPOSE,
                    POLICIES_ACTIVATE,
                    APPROVAL_ASK,
                    APPROVAL_READ,
                    APPROVAL_GRANT,
                    APPROVAL_END,
                    ORIGINAL_BREAK_GLASS -> List.of(Role.ADMINISTRATOR);
            case PROJECT_CREATE,
                    PROJECT_DECLARE,
                    PROJECT_READ,
                    BATCH_CREATE,
                    BATCH_UPLOAD,
                    BATCH_READ,
                    EXPORT_CREATE,
                    EXPORT_PREVIEW,
                    EXPORT_DOWNLOAD,
                    EXPORT_RESEAL,
                    BUDGET_SET,
                    RECIPIENT_DECIDE -> List.of(Role.CLIENT);
            case BATCH_REVIEW, BATCH_RELEASE, BATCH_WITHDRAW, ORIGINAL_SHOW, FACE_DRAW, VIEW_RESTORE ->
                List.of(Role.REDACTION_OFFICER);
            case TASK_NEXT, TASK_WORK, TASK_RECUSE, VIEW_SHOW, VIEW_REPORT, ANNOTATION_SUBMIT ->
                List.of(Role.ANNOTATOR, Role.SENIOR_REVIEWER);
            case QUEUE_READ, TASK_REASSIGN -> List.of(Role.TEAM_LEAD);
            case TRAIL_QUERY,
                    TRAIL_PROVE,
                    SUBJECT_REPORT,
                    AUDITOR_READ,
                    AUDITOR_INVITE,
                    AUDITOR_AGREE,
                    AUDITOR_END,
                    FINDING_READ,
                    FINDING_DECIDE,
                    HOLD_READ,
                    HOLD_DECIDE,
                    SUBJECT_ERASE,
                    SUBJECT_REASSIGN,
                    REASSIGNMENT_READ,
                    ERASURE_READ,
                    BUDGET_READ,
                    BUDGET_RELEASE,
                    PROJECT_AGREE -> List.of(Role.COMPLIANCE_OFFICER);
            case TRAIL_READ -> List.of(Role.COMPLIANCE_OFFICER, Role.EXTERNAL_AUDITOR);
        };
    }

    /** The project with another declaration. */
    static Resource.Project declaring(@Nullable DeclaredUse declared) {
        return new Resource.Project(
                PROJECT.id(), TENANT, PURPOSE, LegalBasis.EXPLICIT_CONSENT, declared, PROJECT.regions());
    }

    /** The thing that an act is done to, with all facts in order. */
    static Resource thingOf(Act act) {
        return switch (act) {
            case TENANT_CREATE, TENANT_END, KEYS_READ, KEYS_TURN -> new Resource.Tenant(UUID.randomUUID());
            case TEAM_CREATE, TEAM_JOIN, TEAM_LEAVE, WORKPLACE_RECORD -> new Resource.Workforce(UUID.randomUUID());
            case PEOPLE_READ, TENANT_READ, ACCOUNT_OPEN, ACCOUNT_CLOSE, SECOND_FACTOR_RESET, PASSWORD_RESET ->
                Resource.Directory.ALL;
            case POLICIES_READ, POLICIES_PROPOSE, POLICIES_ACTIVATE -> Resource.Rules.ALL;
            case PROJECT_CREATE -> new Resource.Tenant(TENANT);
            case PROJECT_AGREE -> declaring(EXCEPTED);
            case PROJECT_DECLARE,
                    PROJECT_READ,
                    BATCH_CREATE,
                    TASK_NEXT,
                    QUEUE_READ,
                    EXPORT_CREATE,
                    RECIPIENT_DECIDE,
                    BUDGET_SET -> PROJECT;
            case BATCH_UPLOAD, BATCH_READ, BATCH_REVIEW, BATCH_RELEASE, BATCH_WITHDRAW ->
                new Resource.Batch(UUID.randomUUID(), PROJECT, BatchState.STAGED);
            case ORIGINAL_SHOW, ORIGINAL_BREAK_GLASS, FACE_DRAW, EXPORT_PREVIEW ->
                new Resource.Original(ORIGINAL, PROJECT);
            case TASK_WORK, TASK_RECUSE, TASK_REASSIGN ->
                new Resource.Task(UUID.randomUUID(), PROJECT, PERSON, Set.of(SOMEBODY_ELSE));
            case VIEW_RESTORE ->
                new Resource.View(UUID.randomUUID(), PROJECT, BatchState.STAGED, null, ConsentState.IN_FORCE, Set.of());
            case VIEW_SHOW, VIEW_REPORT, ANNOTATION_SUBMIT ->
                new Resource.View(
                        UUID.randomUUID(),
                        PROJECT,
                        BatchState.RELEASED,
                        PERSON,
                        ConsentState.IN_FORCE,
                        Set.of(SOMEBODY_ELSE));
            case EXPORT_DOWNLOAD, EXPORT_RESEAL -> new Resource.Export(UUID.randomUUID(), PROJECT);
            case TRAIL_QUERY,
                    TRAIL_PROVE,
                    TRAIL_READ,
                    SUBJECT_REPORT,
                    FINDING_READ,
                    FINDING_DECIDE,
                    HOLD_READ,
                    HOLD_DECIDE,
                    SUBJECT_ERASE,
                    SUBJECT_REASSIGN,
                    REASSIGNMENT_READ,
                    BUDGET_READ,
                    BUDGET_RELEASE,
                    ERASURE_READ -> Resource.Trail.ofTenant(TENANT);
            case AUDITOR_READ, AUDITOR_INVITE -> new Resource.Invitation(UUID.randomUUID(), null, TENANT);
            case AUDITOR_AGREE, AUDITOR_END -> new Resource.Invitation(UUID.randomUUID(), SOMEBODY_ELSE, TENANT);
            case APPROVAL_ASK -> new Resource.Approval(UUID.randomUUID(), null, null, TwoPersonAct.ROOT_ROTATE);
            case APPROVAL_READ -> new Resource.Approval(UUID.randomUUID(), null, TENANT, null);
            case APPROVAL_GRANT, APPROVAL_END ->
                new Resource.Approval(UUID.randomUUID(), SOMEBODY_ELSE, null, TwoPersonAct.ROOT_ROTATE);
        };
    }
}
