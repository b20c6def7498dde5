/** RFC 6962's tree, as far as proofs of inclusion and of consistency need it. Hashes are 32 bytes. */

import { concat, sameBytes } from "./bytes.ts";

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

/**
 * Whether a tree goes on from a smaller one: nothing under it was altered, moved or dropped (RFC 9162, section 2.1.4.2).
 *
 * @param path has to be used up on the way; empty if the smaller tree is empty or the same
 * @param older root of the smaller tree
 * @param newer root of the larger tree
 */
export async function connects(
  from: number,
  to: number,
  path: readonly Hash[],
  older: Hash,
  newer: Hash,
): Promise<boolean> {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || from > to) {
    return false;
  }
  if (from === 0 || from === to) {
    const empty = from > 0 || sameBytes(older, await sha256());
    return empty && path.length === 0 && (from === 0 || sameBytes(older, newer));
  }
  let node = BigInt(from) - 1n;
  let last = BigInt(to) - 1n;
  while ((node & 1n) === 1n) {
    node >>= 1n;
    last >>= 1n;
  }
  // A smaller tree that is one perfect subtree is where the way begins, and not repeated in the path.
  const perfect = node === 0n;
  const [first, ...rest] = perfect ? [older, ...path] : path;
  if (first === undefined || path.length === 0) {
    return false;
  }
  let left = first;
  let right = first;
  for (const sibling of rest) {
    if (last === 0n || sibling.length !== 32) {
      return false;
    }
    if ((node & 1n) === 1n || node === last) {
      left = await nodeHash(sibling, left);
      right = await nodeHash(sibling, right);
      while ((node & 1n) === 0n && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    } else {
      right = await nodeHash(right, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n && sameBytes(left, older) && sameBytes(right, newer);
}

export async function sha256(...parts: readonly Uint8Array[]): Promise<Hash> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", concat(...parts)));
}
