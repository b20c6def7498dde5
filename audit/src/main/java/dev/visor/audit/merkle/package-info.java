/**
 * The Merkle tree of RFC 6962 in arithmetic: hashes, proofs, tiles of height 8.
 *
 * <p>Nothing here reads a file, a database or a key.
 */
@NullMarked
package dev.visor.audit.merkle;

import org.jspecify.annotations.NullMarked;
