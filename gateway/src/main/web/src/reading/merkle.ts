/** RFC 6962's tree, as far as a proof of inclusion needs it. Hashes are 32 bytes. */

import { concat } from "./bytes.ts";

export type Hash = Uint8Array<ArrayBuffer>;

const LEAF = 0x00;
const NODE = 0x01;

export async function leafHash(leaf: Uint8Array): Promise<Hash> {
  return sha256(Uint8Array.of(LEAF), leaf);
}

async function nodeHash(left: Hash, right: Hash): Promise<Hash> {
  return sha256(Uint8Array.of(NODE), left, right);
}

/**
 * Follows an audit path from a leaf up (RFC 9162, section 2.1.3.2).
 *
 * @param path from the leaf's sibling up
 * @returns the root it leads to; null where index, size and path do not fit each other: a path that is too long or too
 *   short could otherwise make a leaf out of a node
 */
export async function rootFrom(
  leaf: Hash,
  index: number,
  size: number,
  path: readonly Hash[],
): Promise<Hash | null> {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) {
    return null;
  }
  // BigInt: bitwise operators on numbers end at 32 bits.
  let node = BigInt(index);
  let last = BigInt(size) - 1n;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0n || sibling.length !== 32) {
      return null;
    }
    if ((node & 1n) === 1n || node === last) {
      hash = await nodeHash(sibling, hash);
      while ((node & 1n) === 0n && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    } else {
      hash = await nodeHash(hash, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? hash : null;
}

export async function sha256(...parts: readonly Uint8Array[]): Promise<Hash> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", concat(...parts)));
}
