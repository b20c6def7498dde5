package dev.visor.gateway.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The wrapped subject keys once more, beside the objects, so that a store opens without the database: one file for each
 * (tenant, domain, epoch), {@code TENANT/keys/DOMAIN.EPOCH}.
 *
 * <p>Format 1: header {@code VSM1 | tenant 16 | domain 2 | epoch 4 | slot 2}, then entries of one length {@code owner 16 |
 * generation 4 | length 2 | wrapped, padded to slot | CRC-32C 4}. A later entry of an owner replaces an earlier one. A new
 * key is appended; a torn last entry is cut off by the next append. A destroyed key is left out when the file is written
 * anew. The checksum finds torn writes, nothing else: against alteration the wrapping itself guards.
 */
final class SubjectKeyMirror {

    private static final byte[] MAGIC = {'V', 'S', 'M', '1'};
    private static final int HEADER = 28;
    private static final int AROUND = 26;

    private final Path objects;

    SubjectKeyMirror(Path objects) {
        this.objects = objects;
    }

    /**
     * An entry.
     *
     * @param wrapped at most 65535 bytes, and as long as all others under the same epoch, give or take a few
     */
    record Entry(KeyOwner owner, int generation, WrappedKey wrapped) {}

    /** Appends entries and forces them to disk. */
    void append(Domain domain, EpochKey epoch, List<Entry> entries) {
        Path file = file(domain, epoch);
        try {
            DurableFile.createFolders(folder(epoch));
            try (FolderLock _ = FolderLock.beside(file)) {
                if (!Files.exists(file)) {
                    int longest = entries.stream()
                            .mapToInt(e -> e.wrapped().length())
                            .max()
                            .orElse(1);
                    DurableFile.replace(file, header(domain, epoch, (longest + 63) / 64 * 64));
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    int slot = slot(channel, domain, epoch);
                    int length = slot + AROUND;
                    long end = HEADER + (channel.size() - HEADER) / length * length;
                    channel.position(end);
                    DurableFile.writeFully(channel, encode(entries, slot));
                    channel.truncate(channel.position());
                    channel.force(true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The mirrored subject keys cannot be written", e);
        }
    }

    /** Writes the file anew without these owners. */
    void drop(Domain domain, EpochKey epoch, Set<KeyOwner> owners) {
        Path file = file(domain, epoch);
        try (FolderLock _ = FolderLock.beside(file)) {
            if (!Files.exists(file)) {
                return;
            }
            int slot;
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                slot = slot(channel, domain, epoch);
            }
            List<Entry> kept = decode(Files.readAllBytes(file), slot).values().stream()
                    .filter(entry -> !owners.contains(entry.owner()))
                    .toList();
            ByteBuffer entries = encode(kept, slot);
            byte[] head = header(domain, epoch, slot);
            byte[] content = Arrays.copyOf(head, head.length + entries.remaining());
            entries.get(content, head.length, entries.remaining());
            DurableFile.replace(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("The mirrored subject keys cannot be written", e);
        }
    }

    /** What the file holds; empty where there is none. */
    Map<KeyOwner, Entry> read(Domain domain, EpochKey epoch) {
        Path file = file(domain, epoch);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int slot = slot(channel, domain, epoch);
            return decode(Files.readAllBytes(file), slot);
        } catch (IOException e) {
            throw new UncheckedIOException("The mirrored subject keys cannot be read", e);
        }
    }

    /** The epochs of which there is a file, ascending. */
    List<Integer> epochs(TenantId tenant, Domain domain) {
        Path folder = folder(new EpochKey(tenant, 1));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Pattern name = Pattern.compile(Pattern.quote(domain.label()) + "\\.([1-9][0-9]{0,8})");
        try (var files = Files.list(folder)) {
            return files.map(file -> name.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(match -> Integer.valueOf(match.group(1)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The mirrored subject keys cannot be read", e);
        }
    }

    /** Removes an epoch's file; its wrapped keys are of no use any more. */
    void remove(Domain domain, EpochKey epoch) {
        Path file = file(domain, epoch);
        try (FolderLock _ = FolderLock.beside(file)) {
            if (Files.deleteIfExists(file)) {
                DurableFile.forceFolder(folder(epoch));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The mirrored subject keys cannot be removed", e);
        }
    }

    /** The tenants that have a file here. */
    List<TenantId> tenants() {
        if (!Files.isDirectory(objects)) {
            return List.of();
        }
        try (var folders = Files.list(objects)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("keys")))
                    .map(folder ->
                            new TenantId(UUID.fromString(folder.getFileName().toString())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the objects cannot be read", e);
        }
    }

    private Path file(Domain domain, EpochKey epoch) {
        return folder(epoch).resolve(domain.label() + "." + epoch.epoch());
    }

    private Path folder(EpochKey epoch) {
        return objects.resolve(epoch.tenant().toString()).resolve("keys");
    }

    private static byte[] header(Domain domain, EpochKey epoch, int slot) {
        return ByteBuffer.allocate(HEADER)
                .put(MAGIC)
                .putLong(epoch.tenant().value().getMostSignificantBits())
                .putLong(epoch.tenant().value().getLeastSignificantBits())
                .putShort((short) domain.number())
                .putInt(epoch.epoch())
                .putShort((short) slot)
                .array();
    }

    private static int slot(FileChannel channel, Domain domain, EpochKey epoch) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEADER);
        while (head.hasRemaining() && channel.read(head, head.position()) > 0) {
            // a file hands out its header in one piece or two
        }
        int slot = head.getShort(HEADER - 2) & 0xffff;
        if (head.hasRemaining() || !Arrays.equals(head.array(), header(domain, epoch, slot)) || slot == 0) {
            throw new IOException("A file of mirrored subject keys has another's header, or none");
        }
        return slot;
    }

    private static ByteBuffer encode(List<Entry> entries, int slot) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(entries.size() * (slot + AROUND));
        for (Entry entry : entries) {
            if (entry.wrapped().length() > slot) {
                throw new IOException("A wrapped key is longer than this file's " + slot + " bytes");
            }
            int start = out.position();
            out.putLong(entry.owner().value().getMostSignificantBits())
                    .putLong(entry.owner().value().getLeastSignificantBits())
                    .putInt(entry.generation())
                    .putShort((short) entry.wrapped().length())
                    .put(entry.wrapped().bytes())
                    .position(start + slot + AROUND - 4)
                    .putInt(checksum(out.array(), start, slot + AROUND - 4));
        }
        return out.flip();
    }

    private static Map<KeyOwner, Entry> decode(byte[] file, int slot) {
        Map<KeyOwner, Entry> entries = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(file);
        int length = slot + AROUND;
        for (int start = HEADER; start + length <= file.length; start += length) {
            if (in.getInt(start + length - 4) == checksum(file, start, length - 4)) {
                KeyOwner owner = new KeyOwner(new UUID(in.getLong(start), in.getLong(start + 8)));
                int wrapped = in.getShort(start + 20) & 0xffff;
                entries.put(
                        owner,
                        new Entry(
                                owner,
                                in.getInt(start + 16),
                                new WrappedKey(
                                        Arrays.copyOfRange(file, start + 22, start + 22 + Math.min(wrapped, slot)))));
            }
        }
        return entries;
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
