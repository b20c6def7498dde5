package dev.visor.gateway.landmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Both sides of the instant at which a lease ends. */
class TaskTest {

    private static final Instant END = Instant.parse("2026-11-22T11:00:00Z");

    private final KeyOwner holder = KeyOwner.random();

    @Test
    void isHeldUntilItsLeaseEndsAndLapsedFromThenOn() throws ReflectiveOperationException {
        Task task = task("leased");

        task.requireHeldBy(holder, END.minusNanos(1));
        assertThat(task.lapsed(END.minusNanos(1))).isFalse();

        refused("not-held", () -> task.requireHeldBy(holder, END));
        assertThat(task.lapsed(END)).isTrue();
        refused("not-held", () -> task.requireHeldBy(KeyOwner.random(), END.minusNanos(1)));
    }

    @Test
    void neitherLapsesNorIsHeldOnceItIsHandedInOrClosed() throws ReflectiveOperationException {
        Task submitted = task("submitted");
        refused("already-submitted", () -> submitted.requireHeldBy(holder, END.minusNanos(1)));
        assertThat(submitted.lapsed(END)).isFalse();

        Task closed = task("closed");
        refused("not-held", () -> closed.requireHeldBy(holder, END.minusNanos(1)));
        assertThat(closed.lapsed(END)).isFalse();
    }

    private static void refused(String reason, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    /** As Hibernate reads it back. */
    private Task task(String state) throws ReflectiveOperationException {
        Constructor<Task> constructor = Task.class.getDeclaredConstructor();
        constructor.setAccessible(true);
        Task task = constructor.newInstance();
        set(task, "id", UUID.randomUUID());
        set(task, "state", state);
        set(task, "leasedBy", holder.value());
        set(task, "leaseEnds", END);
        return task;
    }

    private static void set(Task task, String name, Object value) throws ReflectiveOperationException {
        Field field = Task.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(task, value);
    }
}
