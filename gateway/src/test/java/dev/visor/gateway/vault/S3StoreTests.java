package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.S3Address;
import dev.visor.gateway.trail.TestStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** What only a store over a network does: it hangs, goes away, loses answers, and is asked too often. */
class S3StoreTests {

    private static final Duration ATTEMPT = Duration.ofMillis(300);
    private static final byte[] LONG = new byte[S3Upload.PART + 1];

    private static TestStore bucket;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        bucket = new TestStore();
    }

    @AfterAll
    static void stop() {
        bucket.close();
    }

    private static S3Address address() {
        return S3Address.of(
                "test",
                "s3://" + TestStore.BUCKET + "/objects",
                bucket.address().toString(),
                "us-east-1");
    }

    private static S3Store listening(ExecutionInterceptor interceptor) {
        return new S3Store(
                address()
                        .client(Duration.ofSeconds(20), Duration.ofSeconds(40))
                        .overrideConfiguration(calls -> calls.addExecutionInterceptor(interceptor))
                        .build(),
                TestStore.BUCKET,
                "objects/");
    }

    @Test
    void putsAndCompletesUnderTheConditionThatNothingIsThere() throws IOException {
        List<String> conditions = new java.util.concurrent.CopyOnWriteArrayList<>();
        ExecutionInterceptor listener = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                SdkRequest request = context.request();
                if (request instanceof PutObjectRequest || request instanceof CompleteMultipartUploadRequest) {
                    conditions.add(context.httpRequest()
                            .firstMatchingHeader("If-None-Match")
                            .orElse("none"));
                }
            }
        };
        try (S3Store store = listening(listener)) {
            store.putIfAbsent("conditions/short", new byte[] {1});
            store.putIfAbsent("conditions/long", LONG);
        }
        assertThat(conditions).containsExactly("*", "*");
    }

    /** The store has the object and the answer is lost: the repeated request meets the object of the first. */
    @Test
    void knowsItsOwnObjectAgainWhenTheAnswerWasLost() throws IOException {
        AtomicInteger lost = new AtomicInteger();
        ExecutionInterceptor loser = new ExecutionInterceptor() {
            @Override
            public void beforeUnmarshalling(Context.BeforeUnmarshalling context, ExecutionAttributes attributes) {
                boolean ends = context.request() instanceof PutObjectRequest
                        || context.request() instanceof CompleteMultipartUploadRequest;
                if (ends && context.httpResponse().isSuccessful() && lost.getAndIncrement() % 2 == 0) {
                    throw RetryableException.create("the answer was lost");
                }
            }
        };
        try (S3Store store = listening(loser)) {
            assertThat(store.putIfAbsent("lost/short", new byte[] {1})).isTrue();
            assertThat(lost.get()).isPositive();
            assertThat(store.putIfAbsent("lost/short", new byte[] {1})).isFalse();
            lost.set(0);
            assertThat(store.putIfAbsent("lost/long", LONG)).isTrue();
            assertThat(lost.get()).isPositive();
            assertThat(store.putIfAbsent("lost/long", LONG)).isFalse();
        }
    }

    @Test
    void endsTheUploadsThatADeadProcessLeft() throws IOException {
        ExecutionInterceptor dies = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                if (context.request() instanceof CompleteMultipartUploadRequest
                        || context.request()
                                instanceof software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest) {
                    throw new IllegalStateException("it ended here");
                }
            }
        };
        try (S3Store dying = listening(dies)) {
            assertThatThrownBy(() -> dying.putIfAbsent("dead/one", LONG));
        }
        try (S3Store store = new S3Store(address())) {
            assertThat(store.endUploads(Instant.now().minus(Duration.ofHours(1))))
                    .isZero();
            assertThat(store.endUploads(Instant.now().plusSeconds(60))).isEqualTo(1);
            assertThat(store.endUploads(Instant.now().plusSeconds(60))).isZero();
            assertThat(store.read("dead/one")).isEmpty();
        }
    }

    /** A stream asks for long ranges, a single chunk for itself. */
    @Test
    void asksForAStreamInFewRangesAndForARangeInFewer() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        ExecutionInterceptor counter = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                if (context.request() instanceof GetObjectRequest) {
                    asked.incrementAndGet();
                }
            }
        };
        try (S3Store store = listening(counter)) {
            byte[] content = new byte[16 * 1024 * 1024];
            store.putIfAbsent("ranges/long", content);
            try (ObjectStore.Stored stored = store.open("ranges/long")) {
                byte[] chunk = new byte[16 * 1024];
                for (int done = 0; done < content.length; done += chunk.length) {
                    stored.read(done, chunk, chunk.length);
                }
            }
            assertThat(asked.getAndSet(0)).isLessThanOrEqualTo(12);
            try (ObjectStore.Stored stored = store.open("ranges/long")) {
                stored.read(content.length - 100, new byte[100], 100);
                for (int at = 0; at < 5; at++) {
                    stored.read(9_000_000L + at * 16_400L, new byte[16_400], 16_400);
                }
            }
            assertThat(asked.get()).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void saysThatTheStoreIsAwayWhereItHangsOrRefuses() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TestVault vault = new TestVault(folder, Role.ALL)) {
            S3Address hanging =
                    S3Address.of("test", "s3://none", "http://127.0.0.1:" + silent.getLocalPort(), "us-east-1");
            S3Address refusing =
                    S3Address.of("test", "s3://none", bucket.address().toString(), "us-east-1");
            for (S3Address address : List.of(hanging, refusing)) {
                try (S3Store store = new S3Store(
                        address.client(ATTEMPT, Duration.ofMillis(900)).build(), address.bucket(), "")) {
                    SealedVault away = new SealedVault(
                            store, vault.keys.subjects, vault.keys.transactions, new VaultTable(vault.keys.jdbc));
                    TenantId tenant = TenantId.random();
                    Set<KeyOwner> owners = Set.of(KeyOwner.random());
                    assertThatThrownBy(() -> away.seal(tenant, ObjectKind.VIEW, owners, new byte[10]))
                            .isInstanceOfSatisfying(
                                    StoreUnavailableException.class,
                                    e -> assertThat(e.full()).isFalse());
                    ObjectRef object = vault.vault.seal(tenant, ObjectKind.VIEW, owners, new byte[10]);
                    assertThatThrownBy(() -> away.open(object, TestVault.receipt(object)))
                            .isInstanceOfSatisfying(
                                    StoreUnavailableException.class,
                                    e -> assertThat(e.away()).isTrue());
                    assertThatThrownBy(() -> away.transfer(object, TestVault.receipt(object), (b, o, l) -> {}))
                            .isInstanceOf(StoreUnavailableException.class);
                    for (String name : List.of("a", "b/c")) {
                        assertThatThrownBy(() -> store.read(name)).isInstanceOf(StoreAwayException.class);
                        assertThatThrownBy(() -> store.list(name)).isInstanceOf(StoreAwayException.class);
                    }
                }
            }
        }
    }

    @Test
    void sealsAndOpensThroughTheVault() throws IOException {
        try (S3Store store = new S3Store(address());
                TestVault beside = new TestVault(folder, Role.ALL)) {
            SealedVault vault = new SealedVault(
                    store, beside.keys.subjects, beside.keys.transactions, new VaultTable(beside.keys.jdbc));
            TenantId tenant = TenantId.random();
            KeyOwner first = KeyOwner.random();
            byte[] picture = new byte[2 * S3Upload.PART + 4_711];
            new java.util.Random(4_711).nextBytes(picture);
            ObjectRef object = vault.seal(tenant, ObjectKind.ORIGINAL, Set.of(first), picture);
            try (Vault.Opened opened = vault.open(object, TestVault.receipt(object))) {
                assertThat(java.util.Arrays.equals(opened.bytes(), picture)).isTrue();
            }
            vault.rewrap(object, Set.of(KeyOwner.random()), TestVault.receipt(object));
            String name = Sidecars.name(tenant, object.id().value(), 1);
            assertThat(store.list(name)).containsExactly(name, name + ".w2");
            try (Vault.Opened range = vault.range(object, TestVault.receipt(object), 9_000_000, 81_920)) {
                assertThat(range.bytes()).isEqualTo(java.util.Arrays.copyOfRange(picture, 9_000_000, 9_081_920));
            }
            assertThat(beside.filesOf(tenant)).isEmpty();
            vault.shred(List.of(object), TestVault.receipt(object));
            assertThat(store.list(name)).containsExactly(name);
        }
    }

    @Test
    void isRefusedWhereTheSettingIsAnythingElse() {
        for (String store : List.of("visor", "s3://", "s3://UPPER", "https://x/y", "s3://visor/a b")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ObjectSettings(store, "", "eu"))
                    .withMessageContaining("visor.objects.store");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ObjectSettings("s3://visor-objects", "http://name:password@host", "eu"))
                .withMessageNotContaining("password@");
        assertThat(new ObjectSettings("", "", "eu").remote()).isFalse();
        assertThat(new ObjectSettings("s3://visor-objects/a/", "", "eu")
                        .address()
                        .prefix())
                .isEqualTo("a/");
    }
}
