package dev.visor.gateway.intake;

import dev.visor.gateway.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * A tar of files, read once from front to back in bounded memory. It holds regular files under plain names and nothing
 * else: no links, devices, sparse files, no name twice, none that leads out of a folder. No name is ever used as a path.
 */
final class PictureTar implements AutoCloseable {

    /** Entries, folders included. */
    static final int MOST_ENTRIES = 20_000;

    /** What may stand between the contents of two files, bytes: headers, long names, padding. */
    private static final long MOST_HEADERS = 64 * 1024;

    private static final int LONGEST_NAME = 256;
    private static final int RECORD = 512;

    private final Metered metered;
    private final TarArchiveInputStream tar;
    private final Set<String> names = new HashSet<>();
    private int entries;

    /**
     * Begins to read.
     *
     * @param limit bytes of the whole archive
     */
    PictureTar(InputStream archive, long limit) {
        metered = new Metered(archive, limit);
        // Blocks of one record: the library drops the rest of a block unseen.
        tar = new TarArchiveInputStream(metered, RECORD, RECORD, "UTF-8");
    }

    /**
     * The next file.
     *
     * @return null after the last one
     * @throws ArchiveRefusal if what comes next is none that may stand here
     */
    @Nullable
    Content next() throws IOException {
        while (true) {
            metered.allow(MOST_HEADERS);
            TarArchiveEntry entry = header();
            if (entry == null) {
                return null;
            }
            if (!entry.isCheckSumOK()) {
                throw ArchiveRefusal.unreadable(null);
            }
            if (++entries > MOST_ENTRIES) {
                throw new ArchiveRefusal("archive-too-many", "An archive has at most " + MOST_ENTRIES + " entries.");
            }
            String name = name(entry);
            if (entry.getLinkFlag() == TarConstants.LF_DIR) {
                continue;
            }
            requireRegular(entry);
            if (!names.add(name)) {
                throw new ArchiveRefusal("archive-duplicate-name", "The archive holds two files of one name.");
            }
            long size = entry.getSize();
            if (size > Vault.WHOLE_LIMIT) {
                throw new ArchiveRefusal("archive-file-too-large", "A file in an archive has at most 64 MiB.");
            }
            metered.allow(size);
            return new Content(name, size, new Body(tar));
        }
    }

    /**
     * Reads on to the end of what was sealed, which is when its last chunk is verified.
     *
     * @throws ArchiveRefusal if anything but zeros stands behind the archive's end
     */
    void end() throws IOException {
        byte[] rest = new byte[8192];
        metered.allow(MOST_HEADERS);
        for (int count = metered.read(rest, 0, rest.length); count >= 0; count = metered.read(rest, 0, rest.length)) {
            for (int i = 0; i < count; i++) {
                if (rest[i] != 0) {
                    throw new ArchiveRefusal("archive-trailing-data", "Something stands behind the archive's end.");
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    private @Nullable TarArchiveEntry header() throws IOException {
        try {
            return tar.getNextEntry();
        } catch (AgeRefusal | ArchiveRefusal | CheckedPicture.TooSlow e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw ArchiveRefusal.unreadable(e);
        }
    }

    private static void requireRegular(TarArchiveEntry entry) throws ArchiveRefusal {
        boolean regular =
                entry.getLinkFlag() == TarConstants.LF_NORMAL || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
        if (!regular || entry.isSparse() || !entry.getLinkName().isEmpty()) {
            throw new ArchiveRefusal(
                    "archive-not-a-file", "An archive holds whole regular files: no links, devices or sparse files.");
        }
    }

    /** The name without a leading {@code ./}, which tar puts before all names of a folder. */
    private static String name(TarArchiveEntry entry) throws ArchiveRefusal {
        String name = entry.getName();
        while (name.startsWith("./")) {
            name = name.substring(2);
        }
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean here = path.isEmpty() && entry.getLinkFlag() == TarConstants.LF_DIR;
        if (!here && !plain(path)) {
            throw new ArchiveRefusal(
                    "archive-unsafe-name",
                    "A name in an archive is relative, has at most " + LONGEST_NAME
                            + " printable characters, and no empty part, no .. and no backslash.");
        }
        return name;
    }

    private static boolean plain(String path) {
        if (path.length() > LONGEST_NAME || path.contains("\\") || path.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /**
     * One file.
     *
     * @param size bytes, as its header says
     * @param body ends with the file
     */
    record Content(String name, long size, InputStream body) {

        @Override
        public String toString() {
            return "Content[" + size + " bytes]";
        }
    }

    /** One file's bytes; closing it leaves the archive open. */
    private static final class Body extends BlockStream {

        Body(InputStream tar) {
            super(tar);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return in.read(into, offset, length);
            } catch (AgeRefusal | ArchiveRefusal | CheckedPicture.TooSlow e) {
                throw e;
            } catch (IOException e) {
                throw ArchiveRefusal.unreadable(e);
            }
        }

        @Override
        public void close() {
            // the next file comes after this one
        }
    }

    /** Gives out no more than was allowed: whatever a header makes the library read, it does not read without end. */
    private static final class Metered extends BlockStream {

        private long allowed;
        private long left;

        Metered(InputStream in, long limit) {
            super(in);
            this.left = limit;
        }

        void allow(long bytes) {
            allowed = bytes;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            if (length == 0) {
                return 0;
            }
            int count = in.read(into, offset, length);
            if (count > 0) {
                allowed -= count;
                left -= count;
                if (allowed < 0 || left < 0) {
                    throw new ArchiveRefusal("archive-too-large", "The archive, or a header in it, is too large.");
                }
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            byte[] dropped = new byte[Math.clamp(count, 0, 8192)];
            return dropped.length == 0 ? 0 : Math.max(0, read(dropped, 0, dropped.length));
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
