package dev.visor.policies;

import static dev.visor.policies.DeclaredUse.Exemption.MEDICAL;
import static dev.visor.policies.DeclaredUse.Setting.EDUCATION;
import static dev.visor.policies.DeclaredUse.Setting.HEALTH_CARE;
import static dev.visor.policies.DeclaredUse.Setting.OTHER;
import static dev.visor.policies.DeclaredUse.Setting.WORKPLACE;
import static dev.visor.policies.DeclaredUse.Use.DECEPTION_DETECTION;
import static dev.visor.policies.DeclaredUse.Use.EMOTION_INFERENCE;
import static dev.visor.policies.DeclaredUse.Use.MEASUREMENT;
import static dev.visor.policies.DeclaredUse.Use.SECURITY_SCREENING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the law forbids to be inferred from faces is refused by a rule that names the article. */
class DeclaredUseTest {

    private static final Policies POLICIES = Policies.load();

    @Test
    void measuringAsksForNothing() {
        for (DeclaredUse.Setting setting : DeclaredUse.Setting.values()) {
            allows(new DeclaredUse(MEASUREMENT, setting, null, null, false, false, false));
        }
    }

    @Test
    void nothingIsProcessedForAnUnknownUse() {
        denies(null, Act.BATCH_UPLOAD, "declared-use");
        denies(null, Act.VIEW_SHOW, "declared-use");
        denies(null, Act.PROJECT_DECLARE, "declared-use");
    }

    @ParameterizedTest
    @EnumSource(
            value = DeclaredUse.Setting.class,
            names = {"WORKPLACE", "EDUCATION"})
    void emotionsAreNotInferredAtWorkNorInEducation(DeclaredUse.Setting setting) {
        DeclaredUse declared = new DeclaredUse(EMOTION_INFERENCE, setting, null, null, false, true, true);
        denies(declared, Act.PROJECT_DECLARE, "ai-act-5-1-f");
        denies(declared, Act.VIEW_SHOW, "ai-act-5-1-f");
        // A word that nobody's claim stands behind changes nothing.
        denies(declared.agreedTo(), Act.VIEW_SHOW, "ai-act-5-1-f");
        assertThat(sentence(declared, Act.PROJECT_DECLARE)).contains("Article 5(1)(f)");
    }

    @Test
    void anExceptionIsGoodOnceASecondPersonAgreed() {
        for (DeclaredUse.Exemption exemption : DeclaredUse.Exemption.values()) {
            DeclaredUse claimed =
                    new DeclaredUse(EMOTION_INFERENCE, WORKPLACE, exemption, Scene.SOMEBODY_ELSE, false, false, true);
            assertThat(decide(claimed, Act.PROJECT_DECLARE)).isInstanceOf(Decision.Allowed.class);
            denies(claimed, Act.BATCH_UPLOAD, "ai-act-5-1-f-agreed");
            denies(claimed, Act.VIEW_SHOW, "ai-act-5-1-f-agreed");
            allows(claimed.agreedTo());
        }
    }

    @Test
    void whoeverClaimedItCannotAgree() {
        DeclaredUse claimed =
                new DeclaredUse(EMOTION_INFERENCE, EDUCATION, MEDICAL, Scene.SOMEBODY_ELSE, false, false, true);
        assertThat(decide(claimed, Act.PROJECT_AGREE)).isInstanceOf(Decision.Allowed.class);
        for (DeclaredUse other : new DeclaredUse[] {
            new DeclaredUse(EMOTION_INFERENCE, EDUCATION, MEDICAL, Scene.PERSON, false, false, true),
            new DeclaredUse(EMOTION_INFERENCE, EDUCATION, MEDICAL, null, false, false, true),
            new DeclaredUse(EMOTION_INFERENCE, HEALTH_CARE, null, Scene.SOMEBODY_ELSE, false, false, true)
        }) {
            assertThat(decide(other, Act.PROJECT_AGREE)).as(other.toString()).isInstanceOf(Decision.Denied.class);
        }
    }

    @Test
    void screeningNeedsALaw() {
        for (DeclaredUse.Use use : new DeclaredUse.Use[] {DECEPTION_DETECTION, SECURITY_SCREENING}) {
            DeclaredUse without = new DeclaredUse(use, OTHER, null, null, false, false, true);
            denies(without, Act.PROJECT_DECLARE, "screening-needs-a-law");
            denies(without, Act.VIEW_SHOW, "screening-needs-a-law");
            allows(new DeclaredUse(use, OTHER, null, null, false, true, false));
        }
    }

    @Test
    void whoseEmotionsAreInferredIsTold() {
        DeclaredUse untold = new DeclaredUse(EMOTION_INFERENCE, HEALTH_CARE, null, null, false, false, false);
        denies(untold, Act.PROJECT_DECLARE, "ai-act-50-3");
        denies(untold, Act.VIEW_SHOW, "ai-act-50-3");
        allows(new DeclaredUse(EMOTION_INFERENCE, HEALTH_CARE, null, null, false, false, true));
    }

    /** Every act on a project's pictures, not only the two that the others try. */
    @Test
    void holdsForEveryActThatProcesses() {
        DeclaredUse prohibited = new DeclaredUse(EMOTION_INFERENCE, WORKPLACE, null, null, false, true, true);
        Set<Act> free = Set.of(
                Act.PROJECT_READ,
                Act.PROJECT_AGREE,
                Act.BATCH_READ,
                Act.BATCH_WITHDRAW,
                Act.VIEW_REPORT,
                Act.TASK_RECUSE,
                Act.QUEUE_READ,
                Act.BUDGET_SET);
        for (Act act : Act.values()) {
            if (project(Scene.thingOf(act)) != null && !free.contains(act)) {
                assertThat(decide(prohibited, act)).as(act.toString()).isInstanceOf(Decision.Denied.class);
            }
        }
    }

    private static void allows(DeclaredUse declared) {
        for (Act act : new Act[] {Act.PROJECT_DECLARE, Act.BATCH_UPLOAD, Act.VIEW_SHOW, Act.EXPORT_CREATE}) {
            assertThat(decide(declared, act)).as(act + " for " + declared).isInstanceOf(Decision.Allowed.class);
        }
    }

    private static void denies(@Nullable DeclaredUse declared, Act act, String rule) {
        assertThat(decide(declared, act))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.policies()).contains(rule));
    }

    private static String sentence(@Nullable DeclaredUse declared, Act act) {
        return ((Decision.Denied) decide(declared, act)).sentence();
    }

    private static Decision decide(@Nullable DeclaredUse declared, Act act) {
        Resource.Project project = Scene.declaring(declared);
        Resource thing = Scene.thingOf(act);
        Resource declaring = switch (thing) {
            case Resource.Project _ -> project;
            case Resource.Batch batch -> new Resource.Batch(batch.id(), project, batch.state());
            case Resource.Original original -> new Resource.Original(original.id(), project);
            case Resource.View view ->
                new Resource.View(view.id(), project, view.batch(), view.leasedBy(), view.consent(), view.recused());
            case Resource.Task task -> new Resource.Task(task.id(), project, task.leasedBy(), task.recused());
            case Resource.Export export -> new Resource.Export(export.id(), project);
            default -> thing;
        };
        Role role = Scene.usualRoles(act).getFirst();
        return POLICIES.decide(new AccessRequest(Scene.somebody(role), act, declaring, Scene.CONTEXT));
    }

    private static Resource.@Nullable Project project(Resource thing) {
        return switch (thing) {
            case Resource.Project project -> project;
            case Resource.Batch batch -> batch.project();
            case Resource.Original original -> original.project();
            case Resource.View view -> view.project();
            case Resource.Task task -> task.project();
            case Resource.Export export -> export.project();
            default -> null;
        };
    }
}
