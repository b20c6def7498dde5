package dev.visor.redaction.picture;

/** Numbers in a file; reading past its end says that the file is truncated. */
final class Bytes {

    private final byte[] file;

    Bytes(byte[] file) {
        this.file = file;
    }

    int length() {
        return file.length;
    }

    byte[] array() {
        return file;
    }

    int u8(int at) throws PictureRefusedException {
        if (at < 0 || at >= file.length) {
            throw truncated();
        }
        return file[at] & 0xff;
    }

    int u16(int at) throws PictureRefusedException {
        return u8(at) << 8 | u8(at + 1);
    }

    long u32(int at) throws PictureRefusedException {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    int le16(int at) throws PictureRefusedException {
        return u8(at) | u8(at + 1) << 8;
    }

    int le24(int at) throws PictureRefusedException {
        return le16(at) | u8(at + 2) << 16;
    }

    long le32(int at) throws PictureRefusedException {
        return le16(at) | (long) le16(at + 2) << 16;
    }

    boolean startsWith(int at, byte[] expected) {
        if (at < 0 || at + expected.length > file.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (file[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    static PictureRefusedException truncated() {
        return new PictureRefusedException("truncated", "The file ends before the picture does");
    }
}
