import { ml_dsa44 } from "@noble/post-quantum/ml-dsa.js";
import { beforeAll, describe, expect, test } from "vitest";
import { type Bytes, concat, toBase64, utf8 } from "./bytes.ts";
import { type Hash, leafHash, rootFrom, sha256 } from "./merkle.ts";
import { cosigned, readCheckpoint, readKey } from "./note.ts";
import { checkProof, type RecordProof, type StepName } from "./proof.ts";

const ORIGIN = "visor/test";
const SIZE = 13;
const RECORD = (i: number) => `00000000-0000-4000-8000-0000000000${String(i).padStart(2, "0")}`;
const LEAF = (i: number) => `{"action":"view.show","id":"${RECORD(i)}","log":"${ORIGIN}","v":1}`;

/** RFC 6962, section 2.1: written down as the RFC says it, apart from the code under test. */
async function tree(leaves: readonly Hash[]): Promise<Hash> {
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) {
    return only;
  }
  const k = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha256(Uint8Array.of(1), await tree(leaves.slice(0, k)), await tree(leaves.slice(k)));
}

async function pathTo(index: number, leaves: readonly Hash[]): Promise<Hash[]> {
  if (leaves.length === 1) {
    return [];
  }
  const k = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return index < k
    ? [...(await pathTo(index, leaves.slice(0, k))), await tree(leaves.slice(k))]
    : [...(await pathTo(index - k, leaves.slice(k))), await tree(leaves.slice(0, k))];
}

interface Log {
  readonly leaves: Hash[];
  readonly note: (text: string) => Promise<string>;
  readonly keys: string[];
}

async function makeLog(origin: string): Promise<Log> {
  const leaves = await Promise.all(Array.from({ length: SIZE }, (_, i) => leafHash(utf8(LEAF(i)))));
  const classic = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", classic.publicKey));
  const quantum = ml_dsa44.keygen(crypto.getRandomValues(new Uint8Array(32)));
  const key = async (typed: Bytes) => {
    const id = (await sha256(utf8(`${origin}\n`), typed)).slice(0, 4);
    const hex = [...id].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return { id, vkey: `${origin}+${hex}+${toBase64(typed)}` };
  };
  const one = await key(concat(Uint8Array.of(1), raw));
  const two = await key(concat(Uint8Array.of(6), quantum.publicKey));
  return {
    leaves,
    keys: [one.vkey, two.vkey],
    note: async (text) => {
      const ed = new Uint8Array(await crypto.subtle.sign("Ed25519", classic.privateKey, utf8(text)));
      const time = new Uint8Array(8);
      const unsigned = readCheckpoint(`${text}\n\u2014 x ${toBase64(new Uint8Array(5))}\n`);
      const ml =
        unsigned === null
          ? new Uint8Array(2420)
          : ml_dsa44.sign(cosigned(origin, unsigned, time), quantum.secretKey);
      return `${text}\n\u2014 ${origin} ${toBase64(concat(one.id, ed))}\n\u2014 ${origin} ${toBase64(concat(two.id, time, ml))}\n`;
    },
  };
}

let log: Log;
let other: Log;
let good: RecordProof;

async function proofOf(index: number, from: Log = log): Promise<RecordProof> {
  const leaf = from.leaves[index];
  if (leaf === undefined) {
    throw new Error("no such leaf");
  }
  return {
    leaf: LEAF(index),
    leafHash: toBase64(leaf),
    index,
    size: SIZE,
    path: (await pathTo(index, from.leaves)).map(toBase64),
    checkpoint: await from.note(`${ORIGIN}\n${SIZE}\n${toBase64(await tree(from.leaves))}\n`),
    verifierKeys: from.keys,
    proof: "",
  };
}

beforeAll(async () => {
  log = await makeLog(ORIGIN);
  other = await makeLog(ORIGIN);
  good = await proofOf(5);
});

async function failed(proof: RecordProof, record = RECORD(5)): Promise<StepName[]> {
  const verdict = await checkProof(record, proof);
  expect(verdict.passed).toBe(verdict.steps.every((step) => step.passed));
  return verdict.steps.filter((step) => !step.passed).map((step) => step.name);
}

describe("a true proof", () => {
  test("passes for every leaf of a lopsided tree", async () => {
    for (let i = 0; i < SIZE; i++) {
      expect(await failed(await proofOf(i), RECORD(i))).toEqual([]);
    }
  });

  test("passes for the only leaf", async () => {
    const [leaf] = log.leaves;
    expect(leaf && (await rootFrom(leaf, 0, 1, []))).toEqual(leaf);
  });

  test("knows the leaf hash of RFC 6962's empty leaf", async () => {
    expect(toBase64(await leafHash(new Uint8Array(0)))).toBe("bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=");
  });
});

describe("an altered proof is refused", () => {
  test("of another record", async () => {
    expect(await failed(await proofOf(6))).toEqual(["record"]);
  });

  test("with one letter of the leaf changed", async () => {
    expect(await failed({ ...good, leaf: good.leaf.replace("show", "shew") })).toEqual(["leaf", "path"]);
  });

  test("with the leaf and its hash changed", async () => {
    const leaf = good.leaf.replace("show", "shew");
    const hash = toBase64(await leafHash(utf8(leaf)));
    expect(await failed({ ...good, leaf, leafHash: hash })).toEqual(["path"]);
  });

  test("with an index that is not in the tree", async () => {
    expect(await failed({ ...good, index: SIZE })).toEqual(["index", "path"]);
    expect(await failed({ ...good, index: -1 })).toEqual(["index", "path"]);
    expect(await failed({ ...good, index: 0.5 })).toEqual(["index", "path"]);
  });

  test("with the index of a neighbour", async () => {
    expect(await failed({ ...good, index: 4 })).toEqual(["path"]);
  });

  test("with an element of the path left over", async () => {
    expect(await failed({ ...good, path: [...good.path, good.path[0] ?? ""] })).toEqual(["path"]);
  });

  test("with an element of the path missing, swapped or broken", async () => {
    expect(await failed({ ...good, path: good.path.slice(1) })).toEqual(["path"]);
    expect(await failed({ ...good, path: good.path.slice(0, -1) })).toEqual(["path"]);
    expect(await failed({ ...good, path: [...good.path].reverse() })).toEqual(["path"]);
    expect(await failed({ ...good, path: ["!", ...good.path.slice(1)] })).toEqual(["path"]);
  });

  test("whose leaf is a node of the tree, passed off one level up", async () => {
    const node = concat(log.leaves[4] ?? new Uint8Array(), log.leaves[5] ?? new Uint8Array());
    expect(await rootFrom(await sha256(Uint8Array.of(1), node), 2, SIZE, [])).toBeNull();
    expect(await leafHash(node)).not.toEqual(await sha256(Uint8Array.of(1), node));
  });

  test("whose arithmetic alone would do: the tree has to have the leaf, and the path to end at its top", async () => {
    const leaf = await leafHash(utf8(LEAF(0)));
    expect(await rootFrom(leaf, 1, 1, [])).toBeNull();
    expect(await rootFrom(leaf, 0, 0, [])).toBeNull();
    expect(await rootFrom(leaf, 0, 1, [leaf])).toBeNull();
    expect(await rootFrom(leaf, 0, 2, [leaf, leaf])).toBeNull();
    expect(await rootFrom(leaf, 0, 2, [leaf.slice(1)])).toBeNull();
  });

  test("with another size than its checkpoint", async () => {
    expect(await failed({ ...good, size: SIZE + 1 })).toContain("checkpoint");
  });
});

describe("a checkpoint that the log did not sign is refused", () => {
  test("with another root", async () => {
    const root = good.checkpoint.split("\n")[2] ?? "";
    const bent = good.checkpoint.replace(root, good.leafHash);
    expect(await failed({ ...good, checkpoint: bent })).toEqual(["path", "ed25519", "ml-dsa-44"]);
  });

  test("signed by the keys of another log of the same name", async () => {
    const forged = await proofOf(5, other);
    expect(await failed({ ...forged, verifierKeys: log.keys })).toEqual(["ed25519", "ml-dsa-44"]);
  });

  test("with one signature only", async () => {
    const lines = good.checkpoint.split("\n");
    const classic = [...lines.slice(0, 5), ""].join("\n");
    expect(await failed({ ...good, checkpoint: classic })).toEqual(["ml-dsa-44"]);
    expect(await failed({ ...good, verifierKeys: good.verifierKeys.slice(0, 1) })).toEqual(["ml-dsa-44"]);
  });

  test("without keys, with a key of another name, or with a key whose identifier is not its own", async () => {
    expect(await failed({ ...good, verifierKeys: [] })).toEqual(["checkpoint", "ed25519", "ml-dsa-44"]);
    expect(await failed({ ...good, verifierKeys: (await makeLog("visor/other")).keys })).toContain(
      "checkpoint",
    );
    const [key = ""] = good.verifierKeys;
    expect(await readKey(key)).not.toBeNull();
    expect(await readKey(key.replace(/\+[0-9a-f]{8}\+/, "+00000000+"))).toBeNull();
  });

  test.each(["", "\n\n", "a\n1\nx\n\n\u2014 a AAAAAAA=\n", "a\n01\n", "a\n1\n\n"])(
    "that cannot be read (%j)",
    (note) => {
      expect(readCheckpoint(note)).toBeNull();
    },
  );
});
