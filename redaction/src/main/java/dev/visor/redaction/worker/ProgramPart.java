package dev.visor.redaction.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The jar or folder that a class of this program comes from.
 *
 * @param file the jar or folder on disk
 * @param entry the jar within that jar, where there is one
 */
record ProgramPart(Path file, @Nullable String entry) {

    private static final String NESTED = "jar:nested:";
    private static final String SEPARATOR = "/!";
    private static final String CLASS = ".class";

    /** Where a class comes from. */
    static ProgramPart of(Class<?> part) throws IOException {
        CodeSource source = part.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null) {
            throw new IOException("It is not known where " + part.getName() + " comes from");
        }
        return at(location.toString());
    }

    /** Understands {@code file:} and Spring Boot's {@code jar:nested:OUTER/!INNER!/}. */
    static ProgramPart at(String location) throws IOException {
        try {
            if (location.startsWith(NESTED)) {
                String rest = location.substring(NESTED.length());
                int split = rest.indexOf(SEPARATOR);
                if (split < 0) {
                    throw new IOException("A nested jar's place names two jars");
                }
                String inner = rest.substring(split + SEPARATOR.length());
                int end = inner.indexOf("!/");
                return new ProgramPart(
                        Path.of(new URI("file:" + rest.substring(0, split))),
                        end < 0 ? inner : inner.substring(0, end));
            }
            return new ProgramPart(Path.of(new URI(location)), null);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException("The program runs from a place that cannot be read as a file", e);
        }
    }

    /** Changes whenever what lies there may have changed; null where that cannot be told cheaply. */
    @Nullable
    String stamp() throws IOException {
        if (Files.isDirectory(file)) {
            return null;
        }
        if (entry != null) {
            // The outer jar changes with every build, the one within it seldom.
            try (ZipFile outer = new ZipFile(file.toFile())) {
                ZipEntry inner = outer.getEntry(entry);
                return inner == null ? null : entry + " " + inner.getSize() + " " + inner.getCrc();
            }
        }
        return file.toAbsolutePath() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
    }

    /** The name of the plain jar that {@link #classes} makes. */
    String jarName() {
        String from = entry == null ? String.valueOf(file.getFileName()) : entry;
        String name = from.substring(from.lastIndexOf('/') + 1);
        return name.endsWith(".jar") ? name : name + ".jar";
    }

    /** Its classes as one plain jar, without times, so that equal classes give equal jars. */
    byte[] classes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            if (Files.isDirectory(file)) {
                packFolder(jar);
            } else if (entry == null) {
                try (InputStream in = Files.newInputStream(file)) {
                    packJar(in, jar);
                }
            } else {
                packNested(entry, jar);
            }
        }
        return bytes.toByteArray();
    }

    private void packFolder(ZipOutputStream jar) throws IOException {
        try (Stream<Path> found = Files.walk(file)) {
            for (Path path : found.filter(Files::isRegularFile).sorted().toList()) {
                pack(file.relativize(path).toString(), Files.readAllBytes(path), jar);
            }
        }
    }

    private void packNested(String inner, ZipOutputStream jar) throws IOException {
        try (ZipFile outer = new ZipFile(file.toFile())) {
            ZipEntry found = outer.getEntry(inner);
            if (found == null) {
                throw new IOException("The program's jar lacks " + inner);
            }
            try (InputStream in = outer.getInputStream(found)) {
                packJar(in, jar);
            }
        }
    }

    private static void packJar(InputStream from, ZipOutputStream jar) throws IOException {
        ZipInputStream in = new ZipInputStream(from);
        for (ZipEntry next = in.getNextEntry(); next != null; next = in.getNextEntry()) {
            if (next.getName().endsWith(CLASS)) {
                pack(next.getName(), in.readAllBytes(), jar);
            }
        }
    }

    private static void pack(String name, byte[] bytes, ZipOutputStream jar) throws IOException {
        if (name.endsWith(CLASS)) {
            ZipEntry written = new ZipEntry(name);
            written.setTime(0);
            jar.putNextEntry(written);
            jar.write(bytes);
            jar.closeEntry();
        }
    }
}
