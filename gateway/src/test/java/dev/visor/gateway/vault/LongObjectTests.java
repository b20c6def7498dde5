package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip is longer than memory: 4 GiB in the long form, else 1 GiB, through a vault that has 256 MiB, or 64. */
class LongObjectTests {

    private static final long GIB = 1L << 30;
    private static final long LENGTH = Boolean.getBoolean("visor.long") ? 4 * GIB + 7 : GIB + 7;

    @TempDir
    Path folder;

    @Test
    void isSealedOpenedAndSealedAnewInLittleMemory() throws IOException {
        TenantId tenant = TenantId.random();
        String heap = LENGTH > 4 * GIB ? "-Xmx256m" : "-Xmx64m";
        try (VaultProgram.Handle vault =
                VaultProgram.Handle.start(folder, heap, "-XX:MaxDirectMemorySize=32m", "-XX:+ExitOnOutOfMemoryError")) {
            String sealed = vault.ask("seal " + tenant + " " + KeyOwner.random() + " " + LENGTH);
            assertThat(sealed).startsWith("sealed ");
            String object = sealed.substring("sealed ".length());
            assertThat(vault.ask("open " + tenant + " " + object + " " + LENGTH))
                    .isEqualTo("opened " + object);
            UUID job;
            try (TestVault beside = new TestVault(folder, Role.ALL)) {
                job = beside.reseals()
                        .ask(tenant, Domain.ORIGINALS, Reseal.Reason.COMPROMISE)
                        .id();
            }
            assertThat(vault.ask("reseal " + tenant + " " + job)).isEqualTo("resealed " + job);
            assertThat(folder.resolve("objects/%s/%s/%s.2".formatted(tenant, object.substring(0, 2), object)))
                    .exists();
            assertThat(vault.ask("open " + tenant + " " + object + " " + LENGTH))
                    .isEqualTo("opened " + object);
        }
    }
}
