/** Checkpoints as signed notes (C2SP signed-note, tlog-checkpoint, tlog-cosignature) and the keys that sign them. */

import { type Bytes, concat, fromBase64, sameBytes, utf8 } from "./bytes.ts";
import { sha256 } from "./merkle.ts";

export const ED25519 = 0x01;
export const ML_DSA_44 = 0x06;

const KEY_LENGTHS: Readonly<Record<number, number>> = { [ED25519]: 32, [ML_DSA_44]: 1312 };
const ML_DSA_SIGNATURE = 8 + 2420;

export interface SignatureLine {
  readonly name: string;
  /** The key's identifier. */
  readonly id: Bytes;
  readonly signature: Bytes;
}

export interface Checkpoint {
  /** The three lines that are signed. */
  readonly text: string;
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
  readonly signatures: readonly SignatureLine[];
}

export interface VerifierKey {
  readonly name: string;
  readonly id: Bytes;
  /** ED25519 or ML_DSA_44. */
  readonly type: number;
  readonly key: Bytes;
}

/** Reads a checkpoint; null where the note is not exactly one. */
export function readCheckpoint(note: string): Checkpoint | null {
  const blank = note.lastIndexOf("\n\n");
  if (blank < 0 || !note.endsWith("\n") || blank + 2 === note.length) {
    return null;
  }
  const text = note.slice(0, blank + 1);
  const [origin, size, hash, end, ...more] = text.split("\n");
  if (more.length > 0 || end !== "" || !origin || !size || !/^(0|[1-9][0-9]{0,15})$/.test(size)) {
    return null;
  }
  const root = fromBase64(hash ?? "");
  const signatures = note
    .slice(blank + 2, -1)
    .split("\n")
    .map(readLine);
  if (root?.length !== 32 || !Number.isSafeInteger(Number(size)) || signatures.includes(null)) {
    return null;
  }
  return { text, origin, size: Number(size), root, signatures: signatures.filter((line) => line !== null) };
}

function readLine(line: string): SignatureLine | null {
  const [dash, name, base64, ...more] = line.split(" ");
  const bytes = fromBase64(base64 ?? "");
  if (dash !== "\u2014" || !name || more.length > 0 || bytes === null || bytes.length < 5) {
    return null;
  }
  return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
}

/** Reads a key in vkey form, NAME+ID+BASE64; null where it is none, or its identifier is not its own. */
export async function readKey(vkey: string): Promise<VerifierKey | null> {
  const [name, id, ...rest] = vkey.trim().split("+");
  // Base64 has plus signs of its own.
  const typed = fromBase64(rest.join("+"));
  const type = typed?.[0];
  if (!name || !id || !/^[0-9a-f]{8}$/.test(id) || typed === null || type === undefined) {
    return null;
  }
  if (typed.length - 1 !== KEY_LENGTHS[type]) {
    return null;
  }
  const own = (await sha256(utf8(`${name}\n`), typed)).slice(0, 4);
  const stated = Uint8Array.from({ length: 4 }, (_, i) => Number.parseInt(id.slice(2 * i, 2 * i + 2), 16));
  return sameBytes(own, stated) ? { name, id: own, type, key: typed.slice(1) } : null;
}

/** Whether the key's own line in the checkpoint is its signature; null where it has no line there. */
export async function signed(checkpoint: Checkpoint, key: VerifierKey): Promise<boolean | null> {
  const line = checkpoint.signatures.find((one) => one.name === key.name && sameBytes(one.id, key.id));
  if (line === undefined) {
    return null;
  }
  return key.type === ED25519
    ? ed25519(key.key, line.signature, utf8(checkpoint.text))
    : mlDsa44(key, line.signature, checkpoint);
}

async function ed25519(key: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  if (signature.length !== 64) {
    return false;
  }
  const imported = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", imported, signature, message);
}

/** The browsers have no ML-DSA yet; the library for it is fetched only when somebody asks for a proof. */
async function mlDsa44(key: VerifierKey, signature: Bytes, checkpoint: Checkpoint): Promise<boolean> {
  if (signature.length !== ML_DSA_SIGNATURE) {
    return false;
  }
  const { ml_dsa44 } = await import("@noble/post-quantum/ml-dsa.js");
  return ml_dsa44.verify(signature.slice(8), cosigned(key.name, checkpoint, signature.slice(0, 8)), key.key);
}

/** The cosigned_message of tlog-cosignature for a whole tree. */
export function cosigned(cosigner: string, checkpoint: Checkpoint, time: Bytes): Bytes {
  const name = utf8(cosigner);
  const origin = utf8(checkpoint.origin);
  return concat(
    utf8("subtree/v1\n\0"),
    Uint8Array.of(name.length),
    name,
    time,
    Uint8Array.of(origin.length),
    origin,
    uint64(0),
    uint64(checkpoint.size),
    checkpoint.root,
  );
}

function uint64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}
