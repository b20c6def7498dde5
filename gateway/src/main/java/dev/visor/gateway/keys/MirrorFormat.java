package dev.visor.gateway.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * A file of mirrored subject keys, format 1: header {@code VSM1 | tenant 16 | domain 2 | epoch 4 | slot 2}, then entries of
 * one length {@code owner 16 | generation 4 | length 2 | wrapped, padded to slot | CRC-32C 4}, big-endian. A later entry of an
 * owner replaces an earlier one. The checksum finds torn writes, nothing else: against alteration the wrapping itself guards.
 */
final class MirrorFormat {

    /** Bytes before the first entry. */
    static final int HEADER = 28;

    private static final byte[] MAGIC = {'V', 'S', 'M', '1'};
    private static final int AROUND = 26;

    private MirrorFormat() {}

    /** A whole file. */
    static byte[] file(Domain domain, EpochKey epoch, Collection<SubjectKeyMirror.Entry> entries, int slot)
            throws IOException {
        ByteBuffer body = encode(entries, slot);
        return ByteBuffer.allocate(HEADER + body.remaining())
                .put(header(domain, epoch, slot))
                .put(body)
                .array();
    }

    static byte[] header(Domain domain, EpochKey epoch, int slot) {
        return ByteBuffer.allocate(HEADER)
                .put(MAGIC)
                .putLong(epoch.tenant().value().getMostSignificantBits())
                .putLong(epoch.tenant().value().getLeastSignificantBits())
                .putShort((short) domain.number())
                .putInt(epoch.epoch())
                .putShort((short) slot)
                .array();
    }

    /** Room for each of these wrapped keys and for those that are a little longer, in bytes. */
    static int slotFor(Collection<SubjectKeyMirror.Entry> entries) {
        int longest = entries.stream()
                .mapToInt(entry -> entry.wrapped().length())
                .max()
                .orElse(1);
        return (longest + 63) / 64 * 64;
    }

    /**
     * The slot of a file that begins with these bytes.
     *
     * @throws IOException if it is the file of another tenant, domain or epoch, or none
     */
    static int slot(byte[] file, Domain domain, EpochKey epoch) throws IOException {
        int slot = file.length < HEADER ? 0 : ByteBuffer.wrap(file).getShort(HEADER - 2) & 0xffff;
        if (slot == 0 || !Arrays.equals(file, 0, HEADER, header(domain, epoch, slot), 0, HEADER)) {
            throw new IOException("A file of mirrored subject keys has another's header, or none");
        }
        return slot;
    }

    /** Where the last whole entry of a file of this size ends. */
    static long endOfEntries(long size, int slot) {
        int length = slot + AROUND;
        return HEADER + (size - HEADER) / length * length;
    }

    static ByteBuffer encode(Collection<SubjectKeyMirror.Entry> entries, int slot) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(entries.size() * (slot + AROUND));
        for (SubjectKeyMirror.Entry entry : entries) {
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

    /**
     * A file's entries, each owner's last one; a torn one is left out.
     *
     * @throws IOException if it is the file of another tenant, domain or epoch, or none
     */
    static Map<KeyOwner, SubjectKeyMirror.Entry> decode(byte[] file, Domain domain, EpochKey epoch) throws IOException {
        int slot = slot(file, domain, epoch);
        Map<KeyOwner, SubjectKeyMirror.Entry> entries = new LinkedHashMap<>();
        ByteBuffer in = ByteBuffer.wrap(file);
        int length = slot + AROUND;
        for (int start = HEADER; start + length <= file.length; start += length) {
            if (in.getInt(start + length - 4) == checksum(file, start, length - 4)) {
                KeyOwner owner = new KeyOwner(new UUID(in.getLong(start), in.getLong(start + 8)));
                int wrapped = Math.min(in.getShort(start + 20) & 0xffff, slot);
                entries.put(
                        owner,
                        new SubjectKeyMirror.Entry(
                                owner,
                                in.getInt(start + 16),
                                new WrappedKey(Arrays.copyOfRange(file, start + 22, start + 22 + wrapped))));
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
