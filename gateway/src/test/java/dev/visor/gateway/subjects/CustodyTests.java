package dev.visor.gateway.subjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.visor.audit.TrailUnavailableException;
import dev.visor.gateway.access.Tenants;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.KeyPlace;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ErasureLedger;
import dev.visor.gateway.trail.LedgerEntry;
import dev.visor.gateway.trail.SubjectEvidence;
import dev.visor.gateway.trail.TrailRejoined;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.InOrder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

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
        LedgerEntry.Erased erased = erased(1);
        when(tenants.all()).thenReturn(List.of(tenant));
        when(ledger.read(tenant)).thenReturn(List.of(erased));
        when(erasures.find(tenant, erased.id())).thenReturn(Optional.of(row(tenant, erased)));
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

    /** What is known here was done here, and what is not is done whole: begun, and not left to the queue. */
    @Test
    void whatIsMissingHereIsDoneInTheOrderOfTheLedgerAndNothingElse() {
        TenantId tenant = TenantId.random();
        LedgerEntry.Erased first = erased(1);
        LedgerEntry.Reassigned second = reassigned(2);
        LedgerEntry.Erased known = erased(3);
        LedgerEntry.Reassigned moved = reassigned(4);
        LedgerEntry.Erased fifth = erased(5);
        LedgerEntry.Ended sixth = new LedgerEntry.Ended(6, UUID.randomUUID(), Instant.now());
        when(tenants.all()).thenReturn(List.of(tenant));
        when(ledger.read(tenant)).thenReturn(List.of(first, second, known, moved, fifth, sixth));
        when(erasures.find(tenant, known.id())).thenReturn(Optional.of(row(tenant, known)));
        when(moves.find(tenant, moved.id())).thenReturn(Optional.of(row(tenant, moved)));
        Erasures erasing = mock();
        ErasureWork erasingWork = mock();
        Reassignments moving = mock();
        ReassignmentWork movingWork = mock();
        Endings ending = mock();
        EndingWork endingWork = mock();
        when(erasing.begin(tenant, first)).thenReturn(row(tenant, first));
        when(erasing.begin(tenant, fifth)).thenReturn(row(tenant, fifth));
        when(moving.begin(tenant, second)).thenReturn(row(tenant, second));
        ErasureReplay replay = new ErasureReplay(
                tenants,
                ledger,
                erasures,
                erasing,
                erasingWork,
                moves,
                moving,
                movingWork,
                ends,
                ending,
                endingWork,
                place);

        replay.start();

        InOrder order = inOrder(erasing, erasingWork, moving, movingWork, ending, endingWork);
        order.verify(erasing).begin(tenant, first);
        order.verify(erasingWork).run(tenant, first.id());
        order.verify(moving).begin(tenant, second);
        order.verify(movingWork).run(tenant, second.id());
        order.verify(erasing).begin(tenant, fifth);
        order.verify(erasingWork).run(tenant, fifth.id());
        order.verify(ending).begin(tenant, sixth);
        order.verify(endingWork).run(tenant);
        verifyNoMoreInteractions(erasing, erasingWork, moving, movingWork, ending, endingWork);
    }

    @Test
    void aTenantThatEndedHereIsNotEndedAgain() {
        TenantId tenant = TenantId.random();
        when(tenants.all()).thenReturn(List.of(tenant));
        when(ledger.read(tenant)).thenReturn(List.of(new LedgerEntry.Ended(1, UUID.randomUUID(), Instant.now())));
        when(ends.of(tenant)).thenReturn(Optional.of(mock(Ending.class)));
        roles("all").run(context -> {
            assertThat(context).hasNotFailed();
            verifyNoInteractions(context.getBean(Endings.class), context.getBean(EndingWork.class));
        });
    }

    /** Behind whatever tells of a restore, before anybody is answered and before a job of the queue runs. */
    @Test
    void comesBeforeAnybodyIsServed() {
        assertThat(ErasureReplay.PHASE)
                .isGreaterThan(TrailRejoined.PHASE)
                .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
        for (String roles : List.of("all", "views")) {
            roles(roles)
                    .run(context -> context.getBeansOfType(SmartLifecycle.class)
                            .values()
                            .forEach(part -> assertThat(part.getPhase()).isEqualTo(ErasureReplay.PHASE)));
        }
    }

    @Test
    void nobodyIsServedWhereOneOfThemCannotBeDone() {
        TenantId tenant = TenantId.random();
        when(tenants.all()).thenReturn(List.of(tenant));
        when(ledger.read(tenant)).thenReturn(List.of(new LedgerEntry.Ended(1, UUID.randomUUID(), Instant.now())));
        EndingWork fails = mock();
        doThrow(new TrailUnavailableException("The trail is away", null))
                .when(fails)
                .run(tenant);
        roles("all")
                .withAllowBeanDefinitionOverriding(true)
                .withBean(EndingWork.class, () -> fails)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .hasRootCauseInstanceOf(TrailUnavailableException.class));
    }

    private static LedgerEntry.Erased erased(long number) {
        return new LedgerEntry.Erased(number, UUID.randomUUID(), KeyOwner.random(), "objection", true, Instant.now());
    }

    private static LedgerEntry.Reassigned reassigned(long number) {
        return new LedgerEntry.Reassigned(
                number, UUID.randomUUID(), UUID.randomUUID(), 2, KeyOwner.random(), KeyOwner.random(), Instant.now());
    }

    private static Erasure row(TenantId tenant, LedgerEntry.Erased entry) {
        return new Erasure(
                entry.id(),
                tenant,
                entry.number(),
                entry.subject(),
                ErasureReason.OBJECTION,
                entry.blanking(),
                entry.at(),
                0,
                0,
                0,
                null,
                null);
    }

    private static Reassignment row(TenantId tenant, LedgerEntry.Reassigned entry) {
        return new Reassignment(
                entry.id(),
                tenant,
                entry.number(),
                entry.asset(),
                entry.line(),
                entry.from(),
                entry.to(),
                entry.at(),
                null,
                null,
                null);
    }
}
