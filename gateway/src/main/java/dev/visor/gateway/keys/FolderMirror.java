package dev.visor.gateway.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mirror in a folder: one file for each (tenant, domain, epoch), {@code TENANT/keys/DOMAIN.EPOCH}, of {@link
 * MirrorFormat}. A new key is appended; a torn last entry is cut off by the next append. A destroyed key is left out when
 * the file is written anew.
 */
final class FolderMirror implements SubjectKeyMirror {

    private final Path objects;

    FolderMirror(Path objects) {
        this.objects = objects;
    }

    @Override
    public void append(Domain domain, EpochKey epoch, List<Entry> entries) {
        Path file = file(domain, epoch);
        try {
            DurableFile.createFolders(folder(epoch));
            try (FolderLock _ = FolderLock.beside(file)) {
                if (!Files.exists(file)) {
                    DurableFile.replace(file, MirrorFormat.header(domain, epoch, MirrorFormat.slotFor(entries)));
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    int slot = slot(channel, domain, epoch);
                    channel.position(MirrorFormat.endOfEntries(channel.size(), slot));
                    DurableFile.writeFully(channel, MirrorFormat.encode(entries, slot));
                    channel.truncate(channel.position());
                    channel.force(true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The mirrored subject keys cannot be written", e);
        }
    }

    @Override
    public void drop(Domain domain, EpochKey epoch, Set<KeyOwner> owners) {
        Path file = file(domain, epoch);
        try (FolderLock _ = FolderLock.beside(file)) {
            if (!Files.exists(file)) {
                return;
            }
            byte[] content = Files.readAllBytes(file);
            List<Entry> kept = MirrorFormat.decode(content, domain, epoch).values().stream()
                    .filter(entry -> !owners.contains(entry.owner()))
                    .toList();
            DurableFile.replace(
                    file, MirrorFormat.file(domain, epoch, kept, MirrorFormat.slot(content, domain, epoch)));
        } catch (IOException e) {
            throw new UncheckedIOException("The mirrored subject keys cannot be written", e);
        }
    }

    /** Nothing to do: there is one file. */
    @Override
    public void fold(Domain domain, EpochKey epoch) {}

    @Override
    public Map<KeyOwner, Entry> read(Domain domain, EpochKey epoch) {
        Path file = file(domain, epoch);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return MirrorFormat.decode(Files.readAllBytes(file), domain, epoch);
        } catch (IOException e) {
            throw new UncheckedIOException("The mirrored subject keys cannot be read", e);
        }
    }

    @Override
    public List<Integer> epochs(TenantId tenant, Domain domain) {
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

    @Override
    public void remove(Domain domain, EpochKey epoch) {
        Path file = file(domain, epoch);
        try (FolderLock _ = FolderLock.beside(file)) {
            if (Files.deleteIfExists(file)) {
                DurableFile.forceFolder(folder(epoch));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The mirrored subject keys cannot be removed", e);
        }
    }

    @Override
    public List<TenantId> tenants() {
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

    private static int slot(FileChannel channel, Domain domain, EpochKey epoch) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(MirrorFormat.HEADER);
        while (head.hasRemaining() && channel.read(head, head.position()) > 0) {
            // a file hands out its header in one piece or two
        }
        return MirrorFormat.slot(Arrays.copyOf(head.array(), head.position()), domain, epoch);
    }
}
