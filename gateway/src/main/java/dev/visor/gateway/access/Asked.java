package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Ground;
import dev.visor.policies.AccessRequest;
import dev.visor.policies.Decision;
import dev.visor.policies.Resource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody asked to do, on what, and what the policies said: in the words of the trail. */
record Asked(AccessRequest request, Decision decision) {

    /** Stands for the rules where none of them spoke: what no rule allows is denied. */
    static final String NO_RULE = "no-rule";

    /** Adds of which project the thing is, which rules decided, and, sealed, from what. */
    Entry decided(Entry entry) {
        Resource.Project project = project();
        if (project != null && !project.id().equals(project.tenant())) {
            entry.with("project", project.id().toString());
        }
        String policies = String.join(",", decision.policies().stream().sorted().toList());
        return entry.with("policies", policies.isEmpty() ? NO_RULE : policies)
                .with("policy-set", decision.policySet())
                .sealed(DecisionInput.FIELD, DecisionInput.write(request));
    }

    /** Adds what was asked for, on what, and which rules decided. */
    Entry refused(Entry entry) {
        return decided(entry).with("act", request.act().id()).on(object());
    }

    /** The record without its facts, for the purpose that the thing itself states. */
    Entry because(Entry.Draft draft) {
        return switch (request.resource()) {
            case Resource.Tenant ignored -> draft.because(Ground.ADMINISTRATION);
            case Resource.Workforce ignored -> draft.because(Ground.ADMINISTRATION);
            case Resource.Directory ignored -> draft.because(Ground.ADMINISTRATION);
            case Resource.Rules ignored -> draft.because(Ground.ADMINISTRATION);
            case Resource.Approval ignored -> draft.because(Ground.ADMINISTRATION);
            case Resource.Invitation ignored -> draft.because(Ground.ADMINISTRATION);
            case Resource.Trail ignored -> draft.because(Ground.ACCOUNTABILITY);
            case Resource.Project project -> because(draft, project);
            case Resource.Batch batch -> because(draft, batch.project());
            case Resource.Original original -> because(draft, original.project());
            case Resource.View view -> because(draft, view.project());
            case Resource.Task task -> because(draft, task.project());
            case Resource.Export export -> because(draft, export.project());
        };
    }

    Resource.@Nullable Project project() {
        return switch (request.resource()) {
            case Resource.Tenant ignored -> null;
            case Resource.Workforce ignored -> null;
            case Resource.Directory ignored -> null;
            case Resource.Rules ignored -> null;
            case Resource.Approval ignored -> null;
            case Resource.Invitation ignored -> null;
            case Resource.Trail ignored -> null;
            case Resource.Project project -> project;
            case Resource.Batch batch -> batch.project();
            case Resource.Original original -> original.project();
            case Resource.View view -> view.project();
            case Resource.Task task -> task.project();
            case Resource.Export export -> export.project();
        };
    }

    private static Entry because(Entry.Draft draft, Resource.@Nullable Project project) {
        if (project == null || project.purpose() == null || project.basis() == null) {
            throw new IllegalStateException("No record without a purpose and a basis, and the project states none");
        }
        return draft.because(project.purpose().id(), project.basis().id());
    }

    /** Lists are asked for under what they belong to, which the record then names. */
    private ObjectLabel object() {
        return switch (request.resource()) {
            case Resource.Tenant tenant -> ObjectLabel.of("tenant", tenant.id());
            case Resource.Workforce workforce -> ObjectLabel.of("team", workforce.id());
            case Resource.Directory directory -> ObjectLabel.of("directory", directory.id());
            case Resource.Rules rules -> ObjectLabel.of("rules", rules.id());
            case Resource.Project project ->
                ObjectLabel.of(project.id().equals(project.tenant()) ? "tenant" : "project", project.id());
            case Resource.Batch batch -> within("batch", batch.id(), batch.project());
            case Resource.Original original -> within("asset", original.id(), original.project());
            case Resource.View view -> within("view", view.id(), view.project());
            case Resource.Task task -> within("task", task.id(), task.project());
            case Resource.Export export -> within("export-file", export.id(), export.project());
            case Resource.Trail trail -> ObjectLabel.of("trail", trail.id());
            case Resource.Approval approval -> ObjectLabel.of("approval", approval.id());
            case Resource.Invitation invitation -> ObjectLabel.of("invitation", invitation.id());
        };
    }

    private static ObjectLabel within(String kind, UUID id, Resource.@Nullable Project project) {
        return ObjectLabel.of(project != null && project.id().equals(id) ? "project" : kind, id);
    }
}
