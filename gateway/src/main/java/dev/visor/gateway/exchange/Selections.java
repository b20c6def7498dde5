package dev.visor.gateway.exchange;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.exchange.LeftOut.Reason;
import dev.visor.gateway.exchange.Selection.Chosen;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.landmarks.Annotation;
import dev.visor.gateway.landmarks.Annotations;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Subjects;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.AssetState;
import dev.visor.gateway.views.Assets;
import dev.visor.gateway.views.View;
import dev.visor.gateway.views.ViewState;
import dev.visor.gateway.views.Views;
import dev.visor.policies.ConsentState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides face by face what may leave: a picture of this project, a view that is released now, a person whose consent is
 * in force now, landmarks that were handed in.
 */
@Component
class Selections {

    private final Assets assets;
    private final Views views;
    private final Subjects subjects;
    private final Annotations annotations;

    Selections(Assets assets, Views views, Subjects subjects, Annotations annotations) {
        this.assets = assets;
        this.views = views;
        this.subjects = subjects;
        this.annotations = annotations;
    }

    /** What of a batch may leave now, in the newest version handed in. */
    Selection now(Project project, UUID batch) {
        List<Asset> pictures = pictures(project, batch);
        List<View> made =
                views.of(project.tenant(), pictures.stream().map(Asset::id).toList());
        Map<UUID, Annotation> submitted = annotations.submitted(
                project.tenant(), made.stream().map(View::id).toList());
        List<Chosen> chosen = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (View view : made) {
            KeyOwner subject = views.subject(view);
            @Nullable Annotation annotation = submitted.get(view.id());
            @Nullable Reason reason = hindrance(project, view, subject);
            if (reason == null && annotation != null) {
                chosen.add(new Chosen(view, annotation, subject));
            } else {
                leftOut.add(new LeftOut(view.face(), view.asset(), reason == null ? Reason.SUBMISSION : reason));
            }
        }
        return new Selection(pictures, chosen, leftOut);
    }

    /**
     * The versions that an earlier export holds, and no others.
     *
     * @throws Refused (409) if one of them may not leave any more: the file holds it all the same
     */
    Selection earlier(Project project, UUID batch, List<ExportedVersion> versions) {
        TenantId tenant = project.tenant();
        List<Asset> pictures = pictures(project, batch);
        Map<UUID, Annotation> byView = annotations.versions(
                tenant, versions.stream().map(ExportedVersion::annotation).toList());
        List<Chosen> chosen = new ArrayList<>();
        for (View view : views.of(tenant, pictures.stream().map(Asset::id).toList())) {
            @Nullable Annotation annotation = byView.get(view.id());
            if (annotation != null) {
                KeyOwner subject = views.subject(view);
                require(hindrance(project, view, subject));
                chosen.add(new Chosen(view, annotation, subject));
            }
        }
        if (chosen.size() != versions.size()) {
            require(Reason.RELEASE);
        }
        return new Selection(pictures, chosen, List.of());
    }

    /** Why this face may not leave; null if it may, once its landmarks are there. */
    private @Nullable Reason hindrance(Project project, View view, KeyOwner subject) {
        if (subjects.consent(project.tenant(), project.id(), subject) != ConsentState.IN_FORCE) {
            return Reason.CONSENT;
        }
        return view.state() == ViewState.RELEASED ? null : Reason.RELEASE;
    }

    private static void require(@Nullable Reason reason) {
        if (reason != null) {
            throw Refused.conflict(
                    reason.id(), "A face in this export may not leave any more: make a new export without it.");
        }
    }

    private List<Asset> pictures(Project project, UUID batch) {
        return assets.inBatch(project.tenant(), batch).stream()
                .filter(asset -> asset.project().equals(project.id()) && asset.state() == AssetState.REDACTED)
                .toList();
    }
}
