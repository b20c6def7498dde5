package dev.visor.redaction.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.visor.redaction.Installed;
import dev.visor.redaction.OpenCv;
import dev.visor.redaction.models.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerInstallationTest {

    @TempDir
    private Path folder;

    @Test
    void leavesWhatIsThereAndRightAlone() throws IOException {
        WorkerInstallation first = Installed.once();
        FileTime library = Files.getLastModifiedTime(first.nativeLibrary());
        FileTime mesh = Files.getLastModifiedTime(first.models().resolve(Model.FACE_MESH.fileName()));
        WorkerInstallation again = WorkerInstallation.into(Path.of("target/worker"), List.of());
        assertThat(again.classPath()).isEqualTo(first.classPath());
        assertThat(Files.getLastModifiedTime(again.nativeLibrary())).isEqualTo(library);
        assertThat(Files.getLastModifiedTime(again.models().resolve(Model.FACE_MESH.fileName())))
                .isEqualTo(mesh);
    }

    @Test
    void putsADamagedModelRight() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("models"));
        Path mesh = copy.resolve(Model.FACE_MESH.fileName());
        Files.writeString(mesh, "not a network");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Model.FACE_MESH.read(copy));
        WorkerInstallation.into(folder, List.of());
        assertThat(Model.FACE_MESH.is(Files.readAllBytes(mesh))).isTrue();
    }

    @Test
    void putsALibraryRightThatAPowerFailureCutShort() throws IOException {
        WorkerInstallation whole = WorkerInstallation.into(folder, List.of());
        long size = Files.size(whole.nativeLibrary());
        Path openCv = whole.classPath().getLast();
        Files.write(whole.nativeLibrary(), new byte[0]);
        assertThat(Files.size(WorkerInstallation.into(folder, List.of()).nativeLibrary()))
                .isEqualTo(size);
        Path needed = whole.nativeLibrary().resolveSibling(OpenCv.libraries().getFirst());
        Files.delete(needed);
        WorkerInstallation.into(folder, List.of());
        assertThat(needed).exists();
        Files.write(openCv, new byte[10]);
        WorkerInstallation.into(folder, List.of());
        assertThat(Files.size(openCv)).isGreaterThan(10);
    }

    @Test
    void refusesAnOperatorsModelWithOtherBytes() throws IOException {
        Path given = Files.createDirectories(folder.resolve("given"));
        Files.writeString(given.resolve(Model.YUNET.fileName()), "another network");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> WorkerInstallation.into(folder.resolve("into"), List.of(given)))
                .withMessageContaining("SHA-256");
    }

    @Test
    void takesClassesOutOfAJarWithinAJar() throws IOException {
        Path inner = folder.resolve("inner.jar");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(inner))) {
            put(jar, "a/A.class", new byte[] {1, 2});
            put(jar, "a/large.so", new byte[1000]);
        }
        Path outer = folder.resolve("visor with space.jar");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(outer))) {
            put(jar, "BOOT-INF/lib/inner-1.jar", Files.readAllBytes(inner));
        }
        ProgramPart part = ProgramPart.at("jar:nested:" + outer.toUri().getRawPath() + "/!BOOT-INF/lib/inner-1.jar!/");
        assertThat(part.jarName()).isEqualTo("inner-1.jar");
        Path plain = folder.resolve(part.jarName());
        Files.write(plain, part.classes());
        try (ZipFile jar = new ZipFile(plain.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName)).containsExactly("a/A.class");
            assertThat(jar.getInputStream(jar.getEntry("a/A.class")).readAllBytes())
                    .containsExactly(1, 2);
        }
        assertThat(part.classes()).isEqualTo(part.classes());
        String stamp = part.stamp();
        Files.setLastModifiedTime(outer, FileTime.fromMillis(0));
        assertThat(part.stamp()).isEqualTo(stamp).isNotNull();
    }

    private static void put(ZipOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(bytes);
        jar.closeEntry();
    }
}
