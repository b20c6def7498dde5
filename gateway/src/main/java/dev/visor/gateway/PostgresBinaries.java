package dev.visor.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the PostgreSQL programs that Maven brought (zonky's binaries) into a fixed folder, once for each version.
 *
 * <p>zonky's own starter is not used: it starts the server as a throw-away, without fsync and open to everybody.
 */
final class PostgresBinaries {

    private static final String MARK = "SHA256";

    private PostgresBinaries() {}

    /** Returns the folder, with {@code bin/initdb}, {@code bin/pg_ctl} and {@code bin/postgres} in it. */
    static Path unpack(Path folder) {
        return unpack(folder, System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Path unpack(Path folder, String system, String processor) {
        String archive = archive(system, processor);
        try {
            String digest = digest(archive, system, processor);
            Path mark = folder.resolve(MARK);
            if (Files.exists(mark) && Files.readString(mark).equals(digest)) {
                return folder;
            }
            // Aside first: a start that is killed half-way leaves no folder that looks whole.
            Path aside = folder.resolveSibling(folder.getFileName() + ".new");
            delete(aside);
            extract(archive, aside);
            Files.writeString(aside.resolve(MARK), digest);
            delete(folder);
            Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be unpacked to " + folder, e);
        }
    }

    private static String archive(String system, String processor) {
        String family = system.toLowerCase(Locale.ROOT).replaceAll("[^a-z].*", "");
        String kind = switch (processor) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> processor;
        };
        return "/postgres-" + (family.equals("mac") ? "darwin" : family) + "-" + kind + ".txz";
    }

    private static InputStream open(String archive, String system, String processor) {
        InputStream stream = PostgresBinaries.class.getResourceAsStream(archive);
        if (stream == null) {
            throw new DatabaseUnavailableException("Visor brings no PostgreSQL for " + system + " on " + processor
                    + ": set visor.database.url to a PostgreSQL 18 of your own,"
                    + " prepared as deploy/handbook/operator.md says");
        }
        return stream;
    }

    private static String digest(String archive, String system, String processor) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(open(archive, system, processor), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void extract(String archive, Path target) throws IOException {
        try (InputStream in = PostgresBinaries.class.getResourceAsStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("The archive names a file outside of its folder");
                }
                write(tar, entry, path);
                entry = tar.getNextEntry();
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            throw new IOException("The archive holds a hard link");
        } else {
            Files.copy(tar, path);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
