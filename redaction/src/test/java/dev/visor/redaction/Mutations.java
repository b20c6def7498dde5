package dev.visor.redaction;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Damages files as a transfer, a careless program or an attacker would. The same seed gives the same files. */
public final class Mutations {

    private static final long[] FORGED = {
        0, 1, 7, 46, 34, 255, 256, 4_095, 16_383, 32_767, 65_535, 65_536, 0x7fffffffL, 0x80000000L, 0xffffffffL
    };

    private final SplittableRandom random;
    private final List<byte[]> originals;

    /** Draws from these files. */
    public Mutations(long seed, List<byte[]> originals) {
        this.random = new SplittableRandom(seed);
        this.originals = List.copyOf(originals);
    }

    /** The next damaged file. */
    public byte[] next() {
        byte[] file = originals.get(random.nextInt(originals.size())).clone();
        for (int times = random.nextInt(1, 4); times > 0; times--) {
            file = damaged(file);
        }
        // A checksum that fits lets the damage reach what lies behind it.
        return random.nextInt(4) == 0 ? file : withChecksums(file);
    }

    private byte[] damaged(byte[] file) {
        if (file.length < 16) {
            return file;
        }
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(file, random.nextInt(file.length));
            case 1 -> grown(file);
            case 2 -> forged(file, file.length);
            case 3 -> forged(file, Math.min(file.length, 64));
            case 4 -> swapped(file);
            case 5 -> spliced(file);
            case 6 -> overwritten(file);
            default -> flipped(file);
        };
    }

    private byte[] flipped(byte[] file) {
        for (int bits = random.nextInt(1, 9); bits > 0; bits--) {
            file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return file;
    }

    private byte[] overwritten(byte[] file) {
        int from = random.nextInt(file.length);
        byte[] noise = new byte[Math.min(file.length - from, random.nextInt(1, 40))];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, file, from, noise.length);
        return file;
    }

    /** A number of two or four bytes, in either order, that says something else: a size, a length, an offset. */
    private byte[] forged(byte[] file, int within) {
        ByteBuffer numbers =
                ByteBuffer.wrap(file).order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long value = random.nextInt(3) == 0 ? random.nextInt() : FORGED[random.nextInt(FORGED.length)];
        int at = random.nextInt(within - 4);
        if (random.nextBoolean()) {
            numbers.putShort(at, (short) value);
        } else {
            numbers.putInt(at, (int) value);
        }
        return file;
    }

    /** Two stretches change places. */
    private byte[] swapped(byte[] file) {
        int[] cuts = random.ints(4, 0, file.length + 1).sorted().toArray();
        return Pictures.concat(
                Arrays.copyOf(file, cuts[0]),
                Arrays.copyOfRange(file, cuts[2], cuts[3]),
                Arrays.copyOfRange(file, cuts[1], cuts[2]),
                Arrays.copyOfRange(file, cuts[0], cuts[1]),
                Arrays.copyOfRange(file, cuts[3], file.length));
    }

    /** The start of one file and the end of another. */
    private byte[] spliced(byte[] file) {
        byte[] other = originals.get(random.nextInt(originals.size()));
        return Pictures.concat(
                Arrays.copyOf(file, random.nextInt(file.length)),
                Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
    }

    private byte[] grown(byte[] file) {
        byte[] more = new byte[random.nextInt(1, 200)];
        random.nextBytes(more);
        int at = random.nextBoolean() ? file.length : random.nextInt(file.length);
        return Pictures.concat(Arrays.copyOf(file, at), more, Arrays.copyOfRange(file, at, file.length));
    }

    /** Puts the right checksum behind every chunk of a PNG, as far as its chunks go. */
    private static byte[] withChecksums(byte[] file) {
        ByteBuffer chunks = ByteBuffer.wrap(file);
        if (file.length < 8 || chunks.getInt(0) != 0x89504e47) {
            return file;
        }
        for (int at = 8; at + 12 <= file.length; ) {
            long next = at + 12L + (chunks.getInt(at) & 0xffffffffL);
            if (next > file.length) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(file, at + 4, (int) next - at - 8);
            chunks.putInt((int) next - 4, (int) crc.getValue());
            at = (int) next;
        }
        return file;
    }
}
