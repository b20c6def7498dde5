package dev.visor.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.TestDatabase;
import dev.visor.gateway.TestFolders;
import dev.visor.gateway.keys.KeyAlteredException;
import dev.visor.gateway.keys.KeyMissingException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.Role;
import dev.visor.gateway.keys.TenantId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody learns who carries away the objects and the database, but no key file. */
class DisclosureTests {

    @TempDir
    Path folder;

    private final TenantId tenant = TenantId.random();
    private final KeyOwner person = KeyOwner.random();

    @Test
    void aCopyOfObjectsAndDatabaseOpensNothing() throws IOException {
        ObjectRef object;
        byte[] name;
        try (TestVault vault = new TestVault(folder, Role.ALL)) {
            object = vault.vault.seal(tenant, ObjectKind.ORIGINAL, Set.of(person), new byte[] {1, 2, 3});
            name = vault.keys.identities.seal(tenant, person, "subject.name", "Anna");
        }
        Path stolen = folder.resolve("stolen/objects");
        copy(folder.resolve("objects"), stolen);
        try (TestVault thief = new TestVault(folder.resolve("stolen/config"), stolen, Role.ALL)) {
            assertThatThrownBy(() -> thief.open(object)).isInstanceOf(KeyMissingException.class);
            assertThatThrownBy(() -> thief.keys.identities.open(tenant, person, "subject.name", name))
                    .isInstanceOf(KeyMissingException.class);
            // Nor with keys of his own under the right names.
            thief.keys
                    .custodians
                    .domains()
                    .forEach(domain -> thief.keys.custodians.of(domain).epoch(tenant));
            assertThatThrownBy(() -> thief.open(object)).isInstanceOf(KeyAlteredException.class);
            assertThatThrownBy(() -> thief.keys.identities.open(tenant, person, "subject.name", name))
                    .isInstanceOf(KeyAlteredException.class);
        }
    }

    @Test
    void noByteOfPlaintextRestsInTheDatabasesFilesOrBesideTheObjects() throws IOException {
        byte[] canary = ("canary-" + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII);
        try (TestVault vault = new TestVault(folder, Role.ALL)) {
            for (ObjectKind kind : ObjectKind.values()) {
                ObjectRef object = vault.vault.seal(tenant, kind, Set.of(person), canary);
                assertThat(vault.open(object)).isEqualTo(canary);
            }
            String text = new String(canary, StandardCharsets.US_ASCII);
            byte[] sealed = vault.keys.identities.seal(tenant, person, "subject.name", text);
            vault.keys.identities.index(tenant, "subject.name", text);
            assertThat(vault.keys.identities.open(tenant, person, "subject.name", sealed))
                    .isEqualTo(text);
        }
        TestDatabase.shared();
        List<Path> everywhere = List.of(folder, TestFolders.own("test-database"));
        assertThat(filesWith(canary, everywhere)).isEmpty();
        // The search itself finds what is there: the owner's identifier, in the objects' folder and in the database.
        byte[] owner = ByteBuffer.allocate(16)
                .putLong(person.value().getMostSignificantBits())
                .putLong(person.value().getLeastSignificantBits())
                .array();
        List<Path> found = filesWith(owner, everywhere);
        assertThat(found).anyMatch(path -> path.startsWith(folder));
        assertThat(found).anyMatch(path -> path.startsWith(TestFolders.own("test-database")));
    }

    private static List<Path> filesWith(byte[] needle, List<Path> folders) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path each : folders) {
            Files.walkFileTree(each, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    try {
                        if (contains(Files.readAllBytes(file), needle)) {
                            found.add(file);
                        }
                    } catch (NoSuchFileException e) {
                        return FileVisitResult.CONTINUE; // a running database removes files of its own
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }
            });
        }
        return found;
    }

    private static boolean contains(byte[] hay, byte[] needle) {
        for (int at = 0; at + needle.length <= hay.length; at++) {
            if (hay[at] == needle[0]
                    && java.util.Arrays.equals(hay, at, at + needle.length, needle, 0, needle.length)) {
                return true;
            }
        }
        return false;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
