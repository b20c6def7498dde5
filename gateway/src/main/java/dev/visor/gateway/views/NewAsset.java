package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.redaction.geometry.ImageSize;
import java.util.UUID;

/**
 * A picture that was sealed and is now to be known.
 *
 * @param owner the provisional subject that it is sealed under
 * @param commitment a keyed commitment to the file's bytes
 * @param format the IANA media type
 * @param size of the stored raster
 * @param orientation EXIF, 1 to 8
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record NewAsset(
        UUID project,
        UUID batch,
        ObjectRef original,
        KeyOwner owner,
        byte[] commitment,
        String format,
        ImageSize size,
        int orientation) {}
