package dev.visor.gateway.vault;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.visor.gateway.TestDatabase;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TestKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * How fast one process seals a domain anew after a leak, on a folder and the real database, without a pace and with
 * everything that belongs to it: reading, checking, sealing, forcing, reading back, rows, sidecars, and the removal of the old
 * bodies. Originals of 8 MiB beside the same bytes sealed once; views of 40 KiB, of which each costs what it costs however
 * small it is. The trail's records are not in it: one is written for fifty objects. Run it as a program.
 */
final class ResealBenchmark {

    private static final int ROUNDS = 5;
    private static final int LARGE = 8 * 1024 * 1024;
    private static final int LARGE_OBJECTS = 32;
    private static final int SMALL = 40 * 1024;
    private static final int SMALL_OBJECTS = 300;

    private final TestVault vault;
    private final byte[] bytes = new byte[LARGE];

    private ResealBenchmark(TestVault vault) {
        this.vault = vault;
        new Random(1).nextBytes(bytes);
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "reseal-benchmark");
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(TestDatabase.app());
        pool.setMaximumPoolSize(4);
        Path objects = folder.resolve("objects");
        try (HikariDataSource app = new HikariDataSource(pool);
                TestVault vault =
                        new TestVault(TestKeys.open(folder.resolve("config"), objects, app, Role.ALL), objects)) {
            ResealBenchmark benchmark = new ResealBenchmark(vault);
            List<Double> large = new ArrayList<>();
            List<Double> sealed = new ArrayList<>();
            List<Double> small = new ArrayList<>();
            for (int round = -1; round < ROUNDS; round++) {
                double[] originals = benchmark.round(ObjectKind.ORIGINAL, LARGE, LARGE_OBJECTS);
                double[] views = benchmark.round(ObjectKind.VIEW, SMALL, SMALL_OBJECTS);
                if (round >= 0) {
                    sealed.add(LARGE_OBJECTS * (LARGE / 1e6) / originals[0]);
                    large.add(LARGE_OBJECTS * (LARGE / 1e6) / originals[1]);
                    small.add(SMALL_OBJECTS / views[1]);
                }
            }
            Figures.spread("sealed once, MB/s", sealed);
            Figures.spread("sealed anew, MB/s", large);
            Figures.spread("small objects sealed anew, a second", small);
            Figures.line("vault.reseal", "%.0f", Figures.median(large), "MB/s", "sealed-once", Figures.median(sealed));
            Figures.line("vault.reseal-objects", "%.0f", Figures.median(small), "objects/s");
        } finally {
            Figures.remove(folder);
        }
        System.exit(0);
    }

    /** Seconds for sealing so many objects, and for sealing them anew. */
    private double[] round(ObjectKind kind, int length, int count) throws IOException {
        TenantId tenant = TenantId.random();
        Set<KeyOwner> owners = Set.of(KeyOwner.random());
        double once = Figures.seconds(() -> {
            for (int i = 0; i < count; i++) {
                try (InputStream in = new ByteArrayInputStream(bytes, 0, length)) {
                    vault.vault.seal(tenant, kind, owners, in, length);
                }
            }
        });
        Domain domain = kind.domain();
        Reseals reseals = vault.reseals();
        Reseal job = reseals.ask(tenant, domain, Reseal.Reason.COMPROMISE);
        double anew = Figures.seconds(() -> reseals.turn(List.of(tenant)));
        if (reseals.find(job).done() != count) {
            throw new IllegalStateException("Not everything was sealed anew");
        }
        for (Path file : vault.filesOf(tenant)) {
            Files.delete(file);
        }
        return new double[] {once, anew};
    }
}
