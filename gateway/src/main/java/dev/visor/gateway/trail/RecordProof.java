package dev.visor.gateway.trail;

import java.util.List;

/**
 * Everything that a browser needs to check a record by itself: hash the leaf, fold the path, compare with the root in the
 * checkpoint, check the checkpoint's signatures.
 *
 * @param leaf the leaf's canonical JSON; its UTF-8 bytes are what is hashed
 * @param leafHash SHA-256(0x00 || leaf), base64
 * @param index of the leaf, less than {@code size}
 * @param size of the tree
 * @param path RFC 6962 audit path from the leaf's sibling up, base64 SHA-256 hashes
 * @param checkpoint the signed note, as published
 * @param verifierKeys the log's keys in vkey form, one a line
 * @param proof the same in the form {@code c2sp.org/tlog-proof@v1}, for {@code visor-audit receipt}
 */
public record RecordProof(
        String leaf,
        String leafHash,
        long index,
        long size,
        List<String> path,
        String checkpoint,
        List<String> verifierKeys,
        String proof) {}
