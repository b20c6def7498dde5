package dev.visor.redaction.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.redaction.Installed;
import dev.visor.redaction.Photographs;
import dev.visor.redaction.geometry.Box;
import dev.visor.redaction.geometry.ImageSize;
import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.mesh.Ibug68;
import dev.visor.redaction.picture.PictureHeader;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.render.Outlines;
import dev.visor.redaction.render.ViewShape;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {

    private static final UUID TENANT = new UUID(1, 1);
    private static final UUID OTHER_TENANT = new UUID(1, 2);
    private static final UUID ASSET = new UUID(2, 1);
    private static final ViewRules RULES = new ViewRules(ViewShape.FACE_OVAL, 0.15, 512, 24, 128, false);

    private static WorkerPool pool;

    @BeforeAll
    static void start() throws WorkerException {
        // A machine without bubblewrap still tests everything but the sandbox, which SandboxTest does.
        pool = WorkerPool.start(
                Installed.once().settings().withSandboxRequired(false).withDeadline(Duration.ofMinutes(5)));
    }

    @AfterAll
    static void end() {
        pool.close();
    }

    @Test
    void makesAViewOfEveryClaimedFaceAndOfNoOther() throws Exception {
        byte[] picture = Photographs.sample(5);
        List<FoundFace> found = sureFaces(picture);
        assertThat(found).hasSizeGreaterThanOrEqualTo(5);
        List<Claim> claims = List.of(
                new Claim(10, found.get(0).box()),
                new Claim(11, found.get(1).box()),
                new Claim(12, new Box(0, 0, 40, 40)));
        Redacted redacted = pool.redact(TENANT, picture, new RedactionOrder(ASSET, 3, claims, RULES, Ibug68.places()));
        assertThat(redacted.targets()).extracting(FoundFace.Target::row).containsExactlyInAnyOrder(10, 11);
        assertThat(redacted.unmatched()).containsExactly(java.util.Map.entry(12, "claim-unmatched"));
        assertThat(redacted.faces().size() - redacted.targets().size()).isGreaterThanOrEqualTo(3);
        for (FoundFace.Target target : redacted.targets()) {
            assertThat(target.frame().asset()).isEqualTo(ASSET);
            assertThat(target.frame().generation()).isEqualTo(3);
            assertThat(target.frame().view().longestSide()).isLessThanOrEqualTo(512);
            assertThat(target.suggested()).hasSize(68);
        }
    }

    @Test
    void takesWholeOnlyForExactlyOneFace() throws Exception {
        byte[] picture = Photographs.sample(1);
        Redacted redacted =
                pool.redact(TENANT, picture, new RedactionOrder(ASSET, 1, List.of(new Claim(1, null)), RULES));
        assertThat(redacted.targets()).isEmpty();
        assertThat(redacted.unmatched()).containsEntry(1, "not-exactly-one-face");
    }

    @Test
    void refusesSmallFacesByTheProfile() throws Exception {
        byte[] picture = Photographs.sample(1);
        ViewRules strict = new ViewRules(ViewShape.FACE_OVAL, 0.15, 512, 1000, 128, false);
        Claim claim = new Claim(1, sureFaces(picture).getFirst().box());
        Redacted redacted = pool.redact(TENANT, picture, new RedactionOrder(ASSET, 1, List.of(claim), strict));
        assertThat(redacted.unmatched()).containsEntry(1, "face-too-small");
    }

    @Test
    void rendersTheSameBytesFromStoredGeometry() throws Exception {
        byte[] picture = Photographs.sample(3);
        for (FoundFace.Target target : targets(picture)) {
            byte[] again = pool.render(
                    TENANT,
                    picture,
                    new RenderOrder(target.outline(), target.exclusions(), target.frame(), RULES.fill()));
            assertThat(again).isEqualTo(target.view());
        }
    }

    @Test
    void takesAFaceOutOfAPictureSoThatNobodyIsFoundThere() throws Exception {
        byte[] picture = Photographs.sample(5);
        Box face = sureFaces(picture).getFirst().box();
        Outline hidden = Outlines.ellipse(face.scaled(1.25));
        byte[] blanked = pool.blank(TENANT, picture, new BlankOrder(List.of(hidden), 128));
        List<FoundFace> left = sureFaces(blanked);
        assertThat(left).hasSize(sureFaces(picture).size() - 1);
        assertThat(left).noneMatch(other -> hidden.contains(other.box().centre()));
    }

    @Test
    void refusesToRenderAnotherPicture() throws Exception {
        FoundFace.Target target = targets(Photographs.sample(3)).getFirst();
        RenderOrder order = new RenderOrder(target.outline(), target.exclusions(), target.frame(), RULES.fill());
        assertThatExceptionOfType(PictureRefusedException.class)
                .isThrownBy(() -> pool.render(TENANT, Photographs.sample(1), order))
                .extracting(PictureRefusedException::reason)
                .isEqualTo("wrong-picture");
    }

    @Test
    void processesAPictureAgainWhenItsWorkerIsKilled() throws Exception {
        byte[] picture = Photographs.sample(2);
        RedactionOrder order = new RedactionOrder(ASSET, 1, List.of(), RULES);
        Redacted undisturbed = pool.redact(TENANT, picture, order);
        AtomicInteger sent = new AtomicInteger();
        List<Long> victims = Collections.synchronizedList(new ArrayList<>());
        pool.onSent(handle -> {
            if (sent.incrementAndGet() == 1) {
                victims.add(killNine(handle));
            }
        });
        try {
            assertThat(pool.redact(TENANT, picture, order)).isEqualTo(undisturbed);
        } finally {
            pool.onSent(handle -> {});
        }
        assertThat(victims).hasSize(1);
        assertThat(sent).hasValue(2);
        assertThat(pool.redact(TENANT, picture, order)).isEqualTo(undisturbed);
    }

    @Test
    void givesAPictureBackThatKillsTwoWorkers() throws Exception {
        byte[] picture = Photographs.sample(2);
        RedactionOrder order = new RedactionOrder(ASSET, 1, List.of(), RULES);
        pool.onSent(WorkerPoolTest::killNine);
        try {
            assertThatExceptionOfType(WorkerException.class)
                    .isThrownBy(() -> pool.redact(TENANT, picture, order))
                    .matches(WorkerException::blamesPicture)
                    .extracting(WorkerException::reason)
                    .isEqualTo("worker-killed-twice");
        } finally {
            pool.onSent(handle -> {});
        }
        assertThat(pool.redact(TENANT, picture, order).faces()).isNotEmpty();
    }

    @Test
    void endsAWorkerThatIsLate() throws Exception {
        WorkerSettings hasty =
                Installed.once().settings().withSandboxRequired(false).withDeadline(Duration.ofMillis(2));
        try (WorkerPool late = WorkerPool.start(hasty)) {
            assertThatExceptionOfType(WorkerException.class)
                    .isThrownBy(() ->
                            late.redact(TENANT, Photographs.sample(4), new RedactionOrder(ASSET, 1, List.of(), RULES)))
                    .extracting(WorkerException::reason)
                    .isEqualTo("deadline-exceeded");
        }
    }

    @Test
    void neverShowsAWorkerTwoTenants() throws Exception {
        byte[] picture = Photographs.sample(1);
        RedactionOrder order = new RedactionOrder(ASSET, 1, List.of(), RULES);
        List<Long> workers = new ArrayList<>();
        pool.onSent(handle -> workers.add(handle.pid()));
        try {
            pool.redact(TENANT, picture, order);
            pool.redact(TENANT, picture, order);
            pool.redact(OTHER_TENANT, picture, order);
            pool.redact(TENANT, picture, order);
        } finally {
            pool.onSent(handle -> {});
        }
        assertThat(workers.get(1)).isEqualTo(workers.get(0));
        assertThat(workers.get(2)).isNotEqualTo(workers.get(0));
        assertThat(workers.get(3)).isNotEqualTo(workers.get(2));
    }

    /** Linux ends a process that asked for it with the thread, not the process, that started it. */
    @Test
    void aWorkerOutlivesTheThreadThatStartedIt() throws Exception {
        byte[] picture = Photographs.sample(1);
        RedactionOrder order = new RedactionOrder(ASSET, 1, List.of(), RULES);
        List<ProcessHandle> asked = new ArrayList<>();
        WorkerSettings settings = Installed.once().settings().withSandboxRequired(false);
        try (WorkerPool own = onAThread(() -> WorkerPool.start(settings.withDeadline(Duration.ofMinutes(5))))) {
            own.onSent(asked::add);
            Instant first = afterAMoment();
            onAThread(() -> own.redact(TENANT, picture, order));
            assertThat(startOf(asked.getFirst())).as("the first worker").isBefore(first);

            Instant end = Instant.now().plus(Duration.ofMinutes(2));
            while (!own.hasReserve()) {
                assertThat(Instant.now()).as("waiting for the reserve").isBefore(end);
                Thread.sleep(10);
            }
            Instant second = afterAMoment();
            onAThread(() -> own.redact(OTHER_TENANT, picture, order));
            assertThat(startOf(asked.get(1))).as("the reserve").isBefore(second);
            onAThread(() -> own.redact(OTHER_TENANT, picture, order));
            assertThat(asked.get(2)).as("a tenant's own worker").isEqualTo(asked.get(1));
        }
    }

    /** Time enough for a thread to end, and for what ends with it. */
    private static Instant afterAMoment() throws InterruptedException {
        Thread.sleep(Duration.ofMillis(500));
        return Instant.now();
    }

    private static Instant startOf(ProcessHandle worker) {
        return worker.info().startInstant().orElse(Instant.MAX); // one that has ended has none
    }

    private static <T> T onAThread(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = Thread.ofPlatform().start(task);
        thread.join();
        return task.get();
    }

    @Test
    void refusesBadFilesBeforeAWorkerSeesThem() {
        AtomicInteger sent = new AtomicInteger();
        pool.onSent(handle -> sent.incrementAndGet());
        try {
            assertThatExceptionOfType(PictureRefusedException.class)
                    .isThrownBy(
                            () -> pool.redact(TENANT, new byte[100], new RedactionOrder(ASSET, 1, List.of(), RULES)))
                    .extracting(PictureRefusedException::reason)
                    .isEqualTo("not-a-picture");
        } finally {
            pool.onSent(handle -> {});
        }
        assertThat(sent).hasValue(0);
    }

    @Test
    void startsNothingWithoutASandboxUnlessAllowed() {
        WorkerSettings settings = Installed.once().settings();
        assertThatExceptionOfType(WorkerException.class)
                .isThrownBy(() -> WorkerLauncher.choose(settings, null, null))
                .extracting(WorkerException::reason)
                .isEqualTo("sandbox-unavailable");
    }

    @Test
    void startsNothingWithoutPrlimitUnlessAllowed() {
        Path bubblewrap = Sandbox.program("bwrap");
        assertThatExceptionOfType(WorkerException.class)
                .isThrownBy(() ->
                        WorkerLauncher.choose(Installed.once().settings(), Confinement.find(bubblewrap, null), null))
                .extracting(WorkerException::reason)
                .isEqualTo("sandbox-unavailable");
    }

    @Test
    void usesTheSandboxWhereThereIsOne() {
        assertThat(pool.sandboxed()).isEqualTo(Sandbox.program("bwrap") != null && Sandbox.program("prlimit") != null);
    }

    @Test
    void givesAPictureBackThatTwoWorkersFailAt() throws Exception {
        byte[] picture = Photographs.sample(2);
        // The worker throws a plain exception at a view of more bytes than an array has.
        PictureHeader header = PictureHeader.read(picture);
        ViewFrame huge = new ViewFrame(
                ASSET,
                1,
                header.stored(),
                header.orientation(),
                new ImageSize(30_000, 30_000),
                header.orientation().fromStored(header.stored()));
        RenderOrder impossible = new RenderOrder(Outlines.ellipse(new Box(0, 0, 9, 9)), List.of(), huge, 128);
        List<Long> workers = Collections.synchronizedList(new ArrayList<>());
        pool.redact(TENANT, picture, new RedactionOrder(ASSET, 1, List.of(), RULES));
        pool.onSent(handle -> workers.add(handle.pid()));
        try {
            assertThatExceptionOfType(WorkerException.class)
                    .isThrownBy(() -> pool.render(TENANT, picture, impossible))
                    .matches(WorkerException::blamesPicture)
                    .extracting(WorkerException::reason)
                    .isEqualTo("worker-failed");
            pool.redact(TENANT, picture, new RedactionOrder(ASSET, 1, List.of(), RULES));
        } finally {
            pool.onSent(handle -> {});
        }
        assertThat(workers).hasSize(3).doesNotHaveDuplicates();
    }

    /** What {@code kill -9} does to the worker itself, not to the sandbox around it. */
    private static Long killNine(ProcessHandle worker) {
        ProcessHandle victim = worker.descendants()
                .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElse(worker);
        victim.destroyForcibly();
        return victim.pid();
    }

    private static List<FoundFace> sureFaces(byte[] picture) throws Exception {
        return pool.redact(TENANT, picture, new RedactionOrder(ASSET, 1, List.of(), RULES)).faces().stream()
                .filter(face -> face.score() >= 0.7)
                .toList();
    }

    private static List<FoundFace.Target> targets(byte[] picture) throws Exception {
        List<Claim> claims = new ArrayList<>();
        for (FoundFace face : sureFaces(picture)) {
            claims.add(new Claim(claims.size(), face.box()));
        }
        return pool.redact(TENANT, picture, new RedactionOrder(ASSET, 1, claims, RULES))
                .targets();
    }
}
