package dev.visor.gateway.vault;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.visor.audit.Receipt;
import dev.visor.gateway.TestDatabase;
import dev.visor.gateway.keys.DataKey;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TestKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How fast the vault seals and opens, by the thread's own processor time, beside {@code openssl speed} on the same machine;
 * and on a folder and the real database, with the kernel's share of writing, forcing and reading, beside a bare file. What is
 * compared alternates, so that a busy machine slows both. Run it as a program.
 */
final class VaultBenchmark {

    private static final int ROUNDS = 5;
    private static final int OBJECT = 64 * 1024 * 1024;
    private static final int OBJECTS = 6;
    private static final long GIB = 1L << 30;
    private static final int RANGE = 80 * 1024;
    private static final int RANGES = 4_000;
    private static final int WARM_UP = 20_000;
    private static final DataKey KEY = DataKey.random();

    private final TestVault vault;
    private final TenantId tenant = TenantId.random();
    private final Set<KeyOwner> owners = Set.of(KeyOwner.random());
    private final byte[] picture = new byte[OBJECT];

    private VaultBenchmark(TestVault vault) {
        this.vault = vault;
        new Random(1).nextBytes(picture);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target"), "vault-benchmark");
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(TestDatabase.app());
        pool.setMaximumPoolSize(4);
        Path objects = folder.resolve("objects");
        try (HikariDataSource app = new HikariDataSource(pool);
                TestVault vault =
                        new TestVault(TestKeys.open(folder.resolve("config"), objects, app, Role.ALL), objects)) {
            VaultBenchmark benchmark = new VaultBenchmark(vault);
            benchmark.cold();
            benchmark.bulk();
            benchmark.together();
            benchmark.ranges();
        } finally {
            Figures.remove(folder);
        }
        System.exit(0);
    }

    /** As a process meets its first picture: keys are made, nothing is compiled. */
    private void cold() throws IOException {
        int length = 4 * 1024 * 1024;
        double[] speeds = new double[2];
        ObjectRef[] first = new ObjectRef[1];
        speeds[0] = length / Figures.seconds(() -> first[0] = seal(length)) / 1e6;
        speeds[1] = length / Figures.seconds(() -> transfer(first[0])) / 1e6;
        Figures.line("vault.seal-cold", "%.1f", speeds[0], "MB/s");
        Figures.line("vault.open-cold", "%.1f", speeds[1], "MB/s");
        discard(first[0]);
    }

    /**
     * Sealing and opening themselves, from memory to memory as {@code openssl speed} does it; then the same into and out of
     * a folder, beside a bare file that is written and forced, or read.
     */
    private void bulk() throws IOException {
        List<Double> openssl = new ArrayList<>();
        List<Double> sealing = new ArrayList<>();
        List<Double> opening = new ArrayList<>();
        List<Double> sealRatios = new ArrayList<>();
        List<Double> openRatios = new ArrayList<>();
        List<Double> stored = new ArrayList<>();
        List<Double> bareWrites = new ArrayList<>();
        List<Double> read = new ArrayList<>();
        List<Double> bareReads = new ArrayList<>();
        Path bare = vault.objects.resolveSibling("bare");
        byte[] sealed = new byte
                [Header.LENGTH
                        + Cobblestone.PREFIX
                        + OBJECT / Cobblestone.CHUNK * Cobblestone.SEALED_CHUNK
                        + Cobblestone.TAG];
        sealInto(sealed);
        double megabytes = OBJECTS * (OBJECT / 1e6);
        for (int round = -2; round < ROUNDS; round++) {
            double before = Figures.openssl();
            double seal = megabytes / Figures.processor(this::sealInMemory);
            double open = megabytes / Figures.processor(() -> openInMemory(sealed));
            double beside = (before + Figures.openssl()) / 2;
            List<ObjectRef> objects = new ArrayList<>();
            double intoFolder = megabytes
                    / Figures.processor(() -> {
                        for (int i = 0; i < OBJECTS; i++) {
                            objects.add(seal(OBJECT));
                        }
                    });
            double bareWrite = megabytes / Figures.processor(() -> writeBare(bare));
            double outOfFolder = megabytes
                    / Figures.processor(() -> {
                        for (ObjectRef object : objects) {
                            transfer(object);
                        }
                    });
            double bareRead = megabytes / Figures.processor(() -> readBare(bare));
            objects.forEach(this::discard);
            if (round >= 0) {
                openssl.add(beside);
                sealing.add(seal);
                opening.add(open);
                sealRatios.add(seal / beside);
                openRatios.add(open / beside);
                stored.add(intoFolder);
                bareWrites.add(bareWrite);
                read.add(outOfFolder);
                bareReads.add(bareRead);
            }
        }
        Figures.spread("openssl, MB per processor second", openssl);
        Figures.spread("seal", sealing);
        Figures.spread("seal to openssl", sealRatios);
        Figures.spread("open", opening);
        Figures.spread("open to openssl", openRatios);
        Figures.spread("seal into a folder", stored);
        Figures.spread("write and force a bare file", bareWrites);
        Figures.spread("open out of a folder", read);
        Figures.spread("read a bare file", bareReads);
        Figures.line(
                "vault.seal",
                "%.0f",
                Figures.median(sealing),
                "MB/cpu-s",
                "openssl-aes-256-gcm-16384",
                Figures.median(openssl));
        Figures.line(
                "vault.open",
                "%.0f",
                Figures.median(opening),
                "MB/cpu-s",
                "openssl-aes-256-gcm-16384",
                Figures.median(openssl));
        Figures.line(
                "vault.seal-folder",
                "%.0f",
                Figures.median(stored),
                "MB/cpu-s",
                "bare-file-forced",
                Figures.median(bareWrites));
        Figures.line(
                "vault.open-folder", "%.0f", Figures.median(read), "MB/cpu-s", "bare-file", Figures.median(bareReads));
    }

    /** Out of a buffer that stays in the cache, as a socket's does, and into one, as {@code openssl speed} has them. */
    private void sealInMemory() throws IOException {
        byte[] header = new byte[Header.LENGTH];
        byte[] hot = Arrays.copyOf(picture, 64 * 1024);
        for (int i = 0; i < OBJECTS; i++) {
            try (Cobblestone message = Cobblestone.begin(KEY, header);
                    InputStream in = new Figures.Repeated(hot, OBJECT)) {
                SealedBody.seal(in, OBJECT, message, header, new Into());
            }
        }
    }

    private void sealInto(byte[] sealed) throws IOException {
        byte[] header = new byte[Header.LENGTH];
        try (Cobblestone message = Cobblestone.begin(KEY, header)) {
            byte[] whole = InMemory.seal(picture, message, header);
            System.arraycopy(whole, 0, sealed, 0, sealed.length);
        }
    }

    private void openInMemory(byte[] sealed) throws IOException {
        byte[] header = new byte[Header.LENGTH];
        ObjectStore.Stored stored = InMemory.stored(sealed);
        for (int i = 0; i < OBJECTS; i++) {
            try (SealedBody body = SealedBody.open(stored, KEY, header)) {
                body.transfer((buffer, offset, count) -> {});
            }
        }
    }

    private void writeBare(Path file) throws IOException {
        for (int i = 0; i < OBJECTS; i++) {
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                for (int at = 0; at < OBJECT; at += 64 * 1024) {
                    channel.write(ByteBuffer.wrap(picture, at, 64 * 1024));
                }
                channel.force(true);
            }
        }
    }

    private static void readBare(Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[64 * 1024]);
        for (int i = 0; i < OBJECTS; i++) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                while (channel.read(buffer.clear()) > 0) {
                    // only read
                }
            }
        }
    }

    /** As many uploads at once as there are processors, beside one after the other. */
    private void together() throws Exception {
        int callers = Runtime.getRuntime().availableProcessors();
        List<Double> several = new ArrayList<>();
        List<Double> single = new ArrayList<>();
        for (int round = -1; round < ROUNDS; round++) {
            double one = OBJECTS * (OBJECT / 1e6) / atOnce(1, OBJECTS);
            double all = OBJECTS * (OBJECT / 1e6) / atOnce(callers, OBJECTS);
            if (round >= 0) {
                single.add(one);
                several.add(all);
            }
        }
        Figures.spread(callers + " uploads at once, MB/s", several);
        Figures.spread("one upload at a time, MB/s", single);
        Figures.line(
                "vault.seal-together",
                "%.0f",
                Figures.median(several),
                "MB/s",
                "one-at-a-time",
                Figures.median(single));
    }

    private double atOnce(int callers, int objects) throws Exception {
        List<Callable<ObjectRef>> uploads = Collections.nCopies(objects, () -> seal(OBJECT));
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            long begin = System.nanoTime();
            List<Future<ObjectRef>> sealed = threads.invokeAll(uploads);
            double seconds = (System.nanoTime() - begin) / 1e9;
            for (Future<ObjectRef> object : sealed) {
                discard(object.get());
            }
            return seconds;
        }
    }

    /** 80 KiB, as a frame of a clip is long, at random places of an object of 1 GiB. */
    private void ranges() throws IOException {
        ObjectRef object;
        try (InputStream gibibyte = new Figures.Repeated(picture, GIB)) {
            object = vault.vault.seal(tenant, ObjectKind.ORIGINAL, owners, gibibyte, GIB);
        }
        Receipt receipt = TestVault.receipt(object);
        Random random = new Random(2);
        List<Double> read = new ArrayList<>();
        List<Double> asked = new ArrayList<>();
        try (SealedBody body = vault.vault.body(object, receipt)) {
            readRanges(body, random, WARM_UP);
            for (int round = 0; round < ROUNDS; round++) {
                read.add(Figures.processor(() -> readRanges(body, random, RANGES)) / RANGES * 1e6);
            }
        }
        askForRanges(object, random, WARM_UP / 4);
        for (int round = 0; round < ROUNDS; round++) {
            asked.add(Figures.processor(() -> askForRanges(object, random, RANGES)) / RANGES * 1e6);
        }
        Figures.spread("a range of an opened object, us of processor", read);
        Figures.spread("a range by the vault's rows and keys, us of processor", asked);
        Figures.line("vault.range-80k", "%.0f", Figures.median(read), "us");
        Figures.line("vault.range-80k-asked", "%.0f", Figures.median(asked), "us");
        discard(object);
    }

    private static void readRanges(SealedBody body, Random random, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            if (body.range(random.nextLong(GIB - RANGE), RANGE).length != RANGE) {
                throw new IOException("A range is too short");
            }
        }
    }

    private void askForRanges(ObjectRef object, Random random, int count) throws IOException {
        Receipt receipt = TestVault.receipt(object);
        for (int i = 0; i < count; i++) {
            if (i % 100 == 0) {
                receipt = TestVault.receipt(object);
            }
            try (Vault.Opened range = vault.vault.range(object, receipt, random.nextLong(GIB - RANGE), RANGE)) {
                if (range.bytes().length != RANGE) {
                    throw new IOException("A range is too short");
                }
            }
        }
    }

    private ObjectRef seal(int length) throws IOException {
        try (InputStream in = new ByteArrayInputStream(picture, 0, length)) {
            return vault.vault.seal(tenant, ObjectKind.ORIGINAL, owners, in, length);
        }
    }

    private void transfer(ObjectRef object) throws IOException {
        vault.vault.transfer(object, TestVault.receipt(object), (buffer, offset, length) -> {});
    }

    private void discard(ObjectRef object) {
        try {
            Files.delete(vault.file(object));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A store that only takes. */
    private static final class Into implements ObjectStore.Upload {

        private final byte[] place = new byte[4 * Cobblestone.SEALED_CHUNK];

        @Override
        public void write(byte[] bytes, int offset, int length) {
            System.arraycopy(bytes, offset, place, 0, length);
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }
}
