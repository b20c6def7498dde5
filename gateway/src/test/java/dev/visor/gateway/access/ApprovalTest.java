package dev.visor.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.policies.Approved;
import dev.visor.policies.TwoPersonAct;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Both sides of the hour at which an approval ends. */
class ApprovalTest {

    private static final Instant ASKED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant END = ASKED.plus(Approval.VALIDITY);

    private final KeyOwner asker = KeyOwner.random();
    private final KeyOwner second = KeyOwner.random();
    private final Approval approval = new Approval(
            UUID.randomUUID(),
            AskedFor.of(null, TwoPersonAct.ROOT_ROTATE, ObjectLabel.of("domain", UUID.randomUUID())),
            new byte[1],
            asker,
            ASKED);

    @Test
    void canBeGrantedUntilItExpiresAndNotFromThenOn() {
        assertThatCode(() -> approval.requireGrantable(second, ASKED)).doesNotThrowAnyException();
        assertThatCode(() -> approval.requireGrantable(second, END.minusNanos(1)))
                .doesNotThrowAnyException();
        for (Instant late : new Instant[] {END, END.plusNanos(1), Instant.MAX}) {
            assertThatThrownBy(() -> approval.requireGrantable(second, late))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo("approval-expired"));
        }
    }

    @Test
    void cannotBeGrantedByWhoeverAsked() {
        assertThatThrownBy(() -> approval.requireGrantable(asker, ASKED))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo("own-request"));
    }

    @Test
    void isInForceOnceGrantedUntilItExpires() throws ReflectiveOperationException {
        assertThat(approval.inForce(ASKED)).isFalse();
        granted();

        assertThat(approval.inForce(END.minusNanos(1))).isTrue();
        assertThat(approval.inForce(END)).isFalse();
        assertThat(approval.inForce(END.plusNanos(1))).isFalse();
        assertThatThrownBy(() -> approval.requireGrantable(second, ASKED))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo("already-granted"));
    }

    @Test
    void isRemindedOfOnceFromHalfOfItsTimeOnWhileNobodyAnswers() throws ReflectiveOperationException {
        Instant half = ASKED.plus(Approval.VALIDITY.dividedBy(2));
        assertThat(approval.isReminderDue(half.minusNanos(1))).isFalse();
        assertThat(approval.isReminderDue(half)).isTrue();
        assertThat(approval.isReminderDue(END)).isFalse();
        granted();
        assertThat(approval.isReminderDue(half)).isFalse();
    }

    @Test
    void isOverOnceEndedAndLapsesOnlyByItself() throws ReflectiveOperationException {
        assertThat(approval.isLapseDue(END.minusNanos(1))).isFalse();
        assertThat(approval.isLapseDue(END)).isTrue();
        granted();
        assertThat(approval.isLapseDue(END)).isTrue();
        set("endedAt", ASKED);
        assertThat(approval.inForce(ASKED)).isFalse();
        assertThat(approval.isLapseDue(END)).isFalse();
    }

    /** Whoever has an {@link Agreed} holds what was in force. */
    @Test
    void givesOutWhatWasAgreedOnlyWhileItIsInForce() throws ReflectiveOperationException {
        refusesToAgree("approval-waiting", ASKED);
        granted();

        Agreed agreed = approval.agreed(END.minusNanos(1));

        assertThat(agreed.approval()).isEqualTo(ObjectLabel.of("approval", approval.id()));
        assertThat(agreed.object()).isEqualTo(approval.object());
        assertThat(agreed.approved())
                .isEqualTo(new Approved(
                        asker.value(), second.value(), approval.object().id(), END));
        refusesToAgree("approval-expired", END);
        set("endedAt", ASKED);
        refusesToAgree("approval-ended", ASKED);
    }

    private void refusesToAgree(String reason, Instant at) {
        assertThatThrownBy(() -> approval.agreed(at))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    /** As Hibernate reads it back: only the database writes a grant. */
    private void granted() throws ReflectiveOperationException {
        set("grantedBy", second.value());
        set("grantedAt", ASKED);
    }

    private void set(String name, Object value) throws ReflectiveOperationException {
        Field field = Approval.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(approval, value);
    }
}
