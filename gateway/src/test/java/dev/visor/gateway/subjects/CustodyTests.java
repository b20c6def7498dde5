package dev.visor.gateway.subjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.KeyPlace;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ErasureLedger;
import dev.visor.gateway.trail.LedgerEntry;
import dev.visor.gateway.trail.SubjectEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Who carries erasures out, and who waits for them. */
class CustodyTests {

    private static final List<String> JOBS = List.of("eraseSubject", "reassignFace", "endTenant");

    private final Tenants tenants = mock();
    private final ErasureLedger ledger = mock();
    private final ErasureTable erasures = mock();
    private final ReassignmentTable moves = mock();
    private final EndingTable ends = mock();
    private final KeyPlace place = mock();

    private ApplicationContextRunner roles(String roles) {
        return new ApplicationContextRunner()
                .withPropertyValues("visor.roles=" + roles)
                .withBean(Tenants.class, () -> tenants)
                .withBean(SubjectEvidence.class, () -> mock())
                .withBean(ErasureLedger.class, () -> ledger)
                .withBean(ErasureTable.class, () -> erasures)
                .withBean(ReassignmentTable.class, () -> moves)
                .withBean(EndingTable.class, () -> ends)
                .withBean(Erasures.class, () -> mock())
                .withBean(ErasureWork.class, () -> mock())
                .withBean(Reassignments.class, () -> mock())
                .withBean(ReassignmentWork.class, () -> mock())
                .withBean(Endings.class, () -> mock())
                .withBean(EndingWork.class, () -> mock())
                .withBean(KeyPlace.class, () -> place)
                .withUserConfiguration(SubjectTasks.class, ErasureReplay.class, ErasureWait.class);
    }

    @ParameterizedTest
    @CsvSource({
        "all,true",
        "custody,true",
        "'views,custody',true",
        "views,false",
        "intake,false",
        "'intake,export',false"
    })
    void onlyAProcessWithAllKeysErases(String roles, boolean erases) {
        roles(roles).run(context -> {
            assertThat(context).hasNotFailed();
            for (String job : JOBS) {
                assertThat(context.containsBean(job)).as(job).isEqualTo(erases);
            }
            assertThat(context.getBeansOfType(ErasureReplay.class)).hasSize(erases ? 1 : 0);
            assertThat(context.getBeansOfType(ErasureWait.class)).hasSize(erases ? 0 : 1);
            assertThat(context.containsBean("countRecords")).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject", "reassignment", "tenant"})
    void anotherDoesNotServeADatabaseThatIsOlderThanTheLedger(String kind) {
        TenantId tenant = TenantId.random();
        UUID id = UUID.randomUUID();
        when(tenants.all()).thenReturn(List.of(tenant));
        when(ledger.read(tenant))
                .thenReturn(List.of(
                        switch (kind) {
                            case "subject" ->
                                new LedgerEntry.Erased(1, id, KeyOwner.random(), "objection", true, Instant.now());
                            case "reassignment" ->
                                new LedgerEntry.Reassigned(
                                        1,
                                        id,
                                        UUID.randomUUID(),
                                        2,
                                        KeyOwner.random(),
                                        KeyOwner.random(),
                                        Instant.now());
                            default -> new LedgerEntry.Ended(1, id, Instant.now());
                        }));
        roles("views")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .hasRootCauseInstanceOf(ErasuresPendingException.class));
    }

    @Test
    void anotherServesWhileAnErasureIsUnderWay() {
        TenantId tenant = TenantId.random();
        KeyOwner person = KeyOwner.random();
        LedgerEntry.Erased erased =
                new LedgerEntry.Erased(1, UUID.randomUUID(), person, "objection", true, Instant.now());
        when(tenants.all()).thenReturn(List.of(tenant));
        when(ledger.read(tenant)).thenReturn(List.of(erased));
        when(erasures.find(tenant, erased.id()))
                .thenReturn(Optional.of(new Erasure(
                        erased.id(),
                        tenant,
                        1,
                        person,
                        ErasureReason.OBJECTION,
                        true,
                        erased.at(),
                        0,
                        0,
                        0,
                        null,
                        null)));
        roles("views").run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void nobodyIsErasedWhileRootKeysAreHeld() {
        TenantId tenant = TenantId.random();
        when(tenants.all()).thenReturn(List.of(tenant));
        when(ledger.read(tenant)).thenReturn(List.of(new LedgerEntry.Ended(1, UUID.randomUUID(), Instant.now())));
        when(place.held()).thenReturn(true);
        roles("all").run(context -> {
            assertThat(context).hasNotFailed();
            verifyNoInteractions(context.getBean(Endings.class), context.getBean(EndingWork.class));
        });
        when(place.held()).thenReturn(false);
        roles("all").run(context -> verify(context.getBean(EndingWork.class)).run(tenant));
    }

    @Test
    void theWaitItselfSaysWhichEntry() {
        TenantId tenant = TenantId.random();
        when(tenants.all()).thenReturn(List.of(tenant));
        when(ledger.read(tenant)).thenReturn(List.of(new LedgerEntry.Ended(7, UUID.randomUUID(), Instant.now())));
        ErasureWait wait = new ErasureWait(tenants, ledger, erasures, moves, ends);
        assertThatThrownBy(wait::start)
                .isInstanceOf(ErasuresPendingException.class)
                .hasMessageContaining("Entry 7")
                .hasMessageContaining("custody");
        assertThat(wait.isRunning()).isFalse();
    }
}
