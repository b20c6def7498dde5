package dev.visor.policies;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules once more, in Java, as slow and plain as can be: what Cedar answers is held against it. */
final class Reference {

    private static final Set<Act> PROCESSING = EnumSet.of(
            Act.BATCH_CREATE,
            Act.BATCH_UPLOAD,
            Act.BATCH_REVIEW,
            Act.BATCH_RELEASE,
            Act.ORIGINAL_SHOW,
            Act.ORIGINAL_BREAK_GLASS,
            Act.FACE_DRAW,
            Act.TASK_NEXT,
            Act.TASK_WORK,
            Act.TASK_REASSIGN,
            Act.VIEW_SHOW,
            Act.VIEW_RESTORE,
            Act.ANNOTATION_SUBMIT,
            Act.EXPORT_CREATE,
            Act.EXPORT_PREVIEW,
            Act.EXPORT_DOWNLOAD,
            Act.EXPORT_RESEAL,
            Act.BUDGET_SET,
            Act.RECIPIENT_DECIDE);
    private static final Set<Act> STEPPED_UP = EnumSet.of(
            Act.BATCH_REVIEW,
            Act.BATCH_RELEASE,
            Act.BATCH_WITHDRAW,
            Act.ORIGINAL_SHOW,
            Act.ORIGINAL_BREAK_GLASS,
            Act.APPROVAL_ASK,
            Act.APPROVAL_GRANT,
            Act.FACE_DRAW,
            Act.VIEW_RESTORE,
            Act.EXPORT_CREATE,
            Act.EXPORT_RESEAL,
            Act.KEYS_TURN,
            Act.POLICIES_PROPOSE,
            Act.POLICIES_ACTIVATE,
            Act.BUDGET_SET,
            Act.BUDGET_RELEASE,
            Act.RECIPIENT_DECIDE,
            Act.SUBJECT_REPORT,
            Act.HOLD_DECIDE,
            Act.SUBJECT_ERASE,
            Act.SUBJECT_REASSIGN,
            Act.PROJECT_AGREE,
            Act.TEAM_JOIN,
            Act.WORKPLACE_RECORD,
            Act.AUDITOR_INVITE,
            Act.AUDITOR_AGREE,
            Act.ACCOUNT_OPEN,
            Act.ACCOUNT_CLOSE,
            Act.SECOND_FACTOR_RESET,
            Act.PASSWORD_RESET,
            Act.TENANT_END);

    private Reference() {}

    static boolean allows(AccessRequest request) {
        Resource thing = request.resource();
        return fits(request.act(), thing)
                && (!PROCESSING.contains(request.act()) || (stated(thing) && lawful(thing) && exceptionAgreed(thing)))
                && (request.act() != Act.PROJECT_DECLARE || lawful(thing))
                && (!STEPPED_UP.contains(request.act()) || steppedUp(request.context()))
                && request.principal().roles().stream()
                        .anyMatch(role -> (role != Role.EXTERNAL_AUDITOR || invited(request)) && allows(role, request));
    }

    private static boolean allows(Role role, AccessRequest request) {
        Principal who = request.principal();
        Resource thing = request.resource();
        return switch (request.act()) {
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
                    KEYS_TURN -> role == Role.ADMINISTRATOR && who.affiliation() instanceof Affiliation.OfOperator;
            case POLICIES_READ ->
                (role == Role.ADMINISTRATOR && who.affiliation() instanceof Affiliation.OfOperator)
                        || (EnumSet.of(Role.COMPLIANCE_OFFICER, Role.EXTERNAL_AUDITOR)
                                        .contains(role)
                                && (tenant(who) != null || who.affiliation() instanceof Affiliation.OfOperator));
            case POLICIES_PROPOSE, POLICIES_ACTIVATE ->
                role == Role.ADMINISTRATOR && who.affiliation() instanceof Affiliation.OfOperator;
            case PROJECT_CREATE -> role == Role.CLIENT && Objects.equals(tenant(who), thing.id());
            case PROJECT_DECLARE -> role == Role.CLIENT && own(who, thing);
            case PROJECT_AGREE ->
                role == Role.COMPLIANCE_OFFICER && own(who, thing) && claimedByAnother(who, project(thing));
            case PROJECT_READ ->
                EnumSet.of(Role.CLIENT, Role.REDACTION_OFFICER, Role.COMPLIANCE_OFFICER)
                                .contains(role)
                        && own(who, thing);
            case BATCH_CREATE,
                    EXPORT_CREATE,
                    EXPORT_PREVIEW,
                    EXPORT_DOWNLOAD,
                    EXPORT_RESEAL,
                    RECIPIENT_DECIDE,
                    BUDGET_SET -> role == Role.CLIENT && own(who, thing);
            case BATCH_UPLOAD -> role == Role.CLIENT && own(who, thing) && in(thing, BatchState.STAGED);
            case BATCH_READ -> EnumSet.of(Role.CLIENT, Role.REDACTION_OFFICER).contains(role) && own(who, thing);
            case BATCH_REVIEW, BATCH_WITHDRAW ->
                role == Role.REDACTION_OFFICER
                        && own(who, thing)
                        && (in(thing, BatchState.STAGED) || in(thing, BatchState.RELEASED));
            case BATCH_RELEASE -> role == Role.REDACTION_OFFICER && own(who, thing) && in(thing, BatchState.STAGED);
            case ORIGINAL_SHOW, FACE_DRAW -> role == Role.REDACTION_OFFICER && own(who, thing);
            case TASK_NEXT -> worker(role) && access(request) && placed(request);
            case TASK_WORK ->
                worker(role)
                        && access(request)
                        && placed(request)
                        && who.id().equals(((Resource.Task) thing).leasedBy())
                        && unacquainted(who, ((Resource.Task) thing).recused());
            case QUEUE_READ, TASK_REASSIGN -> role == Role.TEAM_LEAD && access(request);
            case TASK_RECUSE -> worker(role) && access(request) && who.id().equals(((Resource.Task) thing).leasedBy());
            case VIEW_SHOW, ANNOTATION_SUBMIT ->
                worker(role)
                        && access(request)
                        && placed(request)
                        && shown(who, (Resource.View) thing)
                        && left(request.context());
            case VIEW_REPORT -> worker(role) && access(request) && who.id().equals(((Resource.View) thing).leasedBy());
            case VIEW_RESTORE ->
                role == Role.REDACTION_OFFICER
                        && own(who, thing)
                        && ((Resource.View) thing).batch() == BatchState.STAGED;
            case TRAIL_QUERY,
                    TRAIL_PROVE,
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
                    ERASURE_READ -> officer(role, who, (Resource.Trail) thing) && unchecked(who);
            case TRAIL_READ ->
                (officer(role, who, (Resource.Trail) thing)
                                || (role == Role.EXTERNAL_AUDITOR && tenants(who, (Resource.Trail) thing)))
                        && unchecked(who);
            case AUDITOR_INVITE -> ofTheClient(role, who, (Resource.Invitation) thing);
            case AUDITOR_READ, AUDITOR_END ->
                ofTheClient(role, who, (Resource.Invitation) thing) || ofTheOperator(role, who);
            case AUDITOR_AGREE ->
                (ofTheClient(role, who, (Resource.Invitation) thing) || ofTheOperator(role, who))
                        && ((Resource.Invitation) thing).asker() != null
                        && !who.id().equals(((Resource.Invitation) thing).asker());
            case APPROVAL_ASK -> administers(role, who, (Resource.Approval) thing);
            case APPROVAL_READ, APPROVAL_END ->
                administers(role, who, (Resource.Approval) thing) || officerOf(role, who, (Resource.Approval) thing);
            case APPROVAL_GRANT ->
                (administers(role, who, (Resource.Approval) thing) || officerOf(role, who, (Resource.Approval) thing))
                        && anothers(who, (Resource.Approval) thing)
                        && agrees(who, (Resource.Approval) thing);
            case ORIGINAL_BREAK_GLASS ->
                role == Role.ADMINISTRATOR
                        && (who.affiliation() instanceof Affiliation.OfOperator || own(who, thing))
                        && agreed(request);
        };
    }

    private static boolean fits(Act act, Resource thing) {
        return Scene.thingOf(act).getClass() == thing.getClass();
    }

    private static boolean stated(Resource thing) {
        Resource.Project project = project(thing);
        return project != null && project.purpose() != null && project.basis() != null;
    }

    private static boolean lawful(Resource thing) {
        Resource.Project project = project(thing);
        DeclaredUse declared = project == null ? null : project.declared();
        if (declared == null) {
            return false;
        }
        boolean prohibited = EnumSet.of(DeclaredUse.Setting.WORKPLACE, DeclaredUse.Setting.EDUCATION)
                .contains(declared.setting());
        return switch (declared.use()) {
            case MEASUREMENT -> true;
            case EMOTION_INFERENCE -> (!prohibited || declared.exception() != null) && declared.noticeGiven();
            case DECEPTION_DETECTION, SECURITY_SCREENING -> declared.lawNamed();
        };
    }

    private static boolean exceptionAgreed(Resource thing) {
        Resource.Project project = project(thing);
        DeclaredUse declared = project == null ? null : project.declared();
        return declared != null && (declared.exception() == null || declared.agreed());
    }

    private static boolean claimedByAnother(Principal who, Resource.@Nullable Project project) {
        DeclaredUse declared = project == null ? null : project.declared();
        return declared != null
                && declared.exception() != null
                && declared.claimedBy() != null
                && !declared.claimedBy().equals(who.id());
    }

    private static boolean steppedUp(Context context) {
        if (context.steppedUpAt() == null) {
            return false;
        }
        Duration ago = Duration.between(context.steppedUpAt(), context.now());
        return ago.compareTo(Duration.ofMinutes(15)) <= 0 && ago.compareTo(Duration.ofMinutes(-1)) >= 0;
    }

    private static boolean worker(Role role) {
        return role == Role.ANNOTATOR || role == Role.SENIOR_REVIEWER;
    }

    private static boolean access(AccessRequest request) {
        Resource.Project project = project(request.resource());
        TeamAccess access = request.context().access();
        return project != null
                && access != null
                && request.principal().affiliation() instanceof Affiliation.OfWorkforce workforce
                && workforce.teams().contains(access.team())
                && access.project().equals(project.id())
                && !request.context().now().isBefore(access.from())
                && request.context().now().isBefore(access.until())
                && project.purpose() != null
                && project.purpose().equals(request.context().purpose());
    }

    private static boolean placed(AccessRequest request) {
        Resource.Project project = project(request.resource());
        Workplace place = request.context().workplace();
        return place != null
                && project != null
                && project.regions() != null
                && (project.regions().isEmpty() || !Collections.disjoint(project.regions(), place.regions()));
    }

    private static boolean shown(Principal who, Resource.View view) {
        return who.id().equals(view.leasedBy())
                && view.batch() == BatchState.RELEASED
                && view.consent() == ConsentState.IN_FORCE
                && unacquainted(who, view.recused());
    }

    private static boolean unacquainted(Principal who, @Nullable Set<UUID> recused) {
        return recused != null && !recused.contains(who.id());
    }

    private static boolean left(Context context) {
        BudgetLeft budget = context.budget();
        return budget != null
                && budget.views() > -1
                && budget.subjects() > -1
                && budget.bytes() > -1
                && budget.offTask() > -1
                && budget.pictures() > -1;
    }

    private static boolean officer(Role role, Principal who, Resource.Trail trail) {
        return role == Role.COMPLIANCE_OFFICER
                && (tenants(who, trail)
                        || (trail.owner() == Resource.TrailOwner.OPERATOR
                                && who.affiliation() instanceof Affiliation.OfOperator));
    }

    private static boolean tenants(Principal who, Resource.Trail trail) {
        return trail.owner() == Resource.TrailOwner.TENANT && trail.id().equals(tenant(who));
    }

    private static boolean unchecked(Principal who) {
        return who.roles().stream().noneMatch(role -> worker(role) || role == Role.CLIENT);
    }

    private static boolean anothers(Principal who, Resource.Approval approval) {
        return approval.asker() != null && !approval.asker().equals(who.id());
    }

    private static boolean ofTheClient(Role role, Principal who, Resource.Invitation invitation) {
        return EnumSet.of(Role.COMPLIANCE_OFFICER, Role.ADMINISTRATOR).contains(role)
                && invitation.tenant() != null
                && invitation.tenant().equals(tenant(who));
    }

    private static boolean ofTheOperator(Role role, Principal who) {
        return role == Role.ADMINISTRATOR && who.affiliation() instanceof Affiliation.OfOperator;
    }

    /** What an auditor was invited to, at this time. */
    private static boolean invited(AccessRequest request) {
        Invitation invitation = request.context().invitation();
        Instant now = request.context().now();
        return invitation != null
                && !now.isBefore(invitation.from())
                && now.isBefore(invitation.until())
                && (!(request.resource() instanceof Resource.Trail)
                        || invitation.scope().contains(Invitation.Scope.TRAIL))
                && (request.act() != Act.POLICIES_READ || invitation.scope().contains(Invitation.Scope.RULES));
    }

    private static boolean administers(Role role, Principal who, Resource.Approval approval) {
        return ofTheOperator(role, who) || (role == Role.ADMINISTRATOR && clients(who, approval));
    }

    private static boolean officerOf(Role role, Principal who, Resource.Approval approval) {
        return role == Role.COMPLIANCE_OFFICER && clients(who, approval);
    }

    private static boolean clients(Principal who, Resource.Approval approval) {
        return approval.tenant() != null && approval.tenant().equals(tenant(who));
    }

    private static boolean agrees(Principal who, Resource.Approval approval) {
        return approval.act() != null && (approval.act() != TwoPersonAct.BREAK_GLASS || clients(who, approval));
    }

    private static boolean agreed(AccessRequest request) {
        Approved approved = request.context().approved();
        return approved != null
                && approved.asker().equals(request.principal().id())
                && !approved.granter().equals(request.principal().id())
                && approved.object().equals(request.resource().id())
                && request.context().now().isBefore(approved.until());
    }

    private static boolean own(Principal who, Resource thing) {
        Resource.Project project = project(thing);
        return project != null && project.tenant() != null && project.tenant().equals(tenant(who));
    }

    private static boolean in(Resource thing, BatchState state) {
        return ((Resource.Batch) thing).state() == state;
    }

    private static @Nullable UUID tenant(Principal who) {
        return who.affiliation() instanceof Affiliation.OfTenant(UUID tenant) ? tenant : null;
    }

    private static Resource.@Nullable Project project(Resource thing) {
        return switch (thing) {
            case Resource.Project project -> project;
            case Resource.Batch batch -> batch.project();
            case Resource.Original original -> original.project();
            case Resource.View view -> view.project();
            case Resource.Task task -> task.project();
            case Resource.Export export -> export.project();
            case Resource.Tenant tenant -> null;
            case Resource.Workforce workforce -> null;
            case Resource.Directory directory -> null;
            case Resource.Rules rules -> null;
            case Resource.Trail trail -> null;
            case Resource.Approval approval -> null;
            case Resource.Invitation invitation -> null;
        };
    }
}
