import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { fromBase64 } from "./bytes.ts";
import { isCanonical } from "./canonical.ts";
import { connects, type Hash } from "./merkle.ts";
import { checkProof } from "./proof.ts";

/** The proofs that `audit` holds its own checker to: this one says the same of each, step by step. */

interface Inclusion {
  readonly name: string;
  readonly record: string;
  readonly leaf: string;
  readonly leafHash: string;
  readonly index: number;
  readonly size: number;
  readonly path: readonly string[];
  /** Name of one of the heads. */
  readonly checkpoint: string;
  /** Name of one of the sets of keys. */
  readonly keys: string;
  /** Steps of the check that fail; none for a true proof. */
  readonly fails: readonly string[];
}

interface Consistency {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly path: readonly string[];
  readonly older: string;
  readonly newer: string;
  readonly valid: boolean;
}

interface Vectors {
  readonly checkpoints: Readonly<Record<string, string>>;
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly inclusion: readonly Inclusion[];
  readonly consistency: readonly Consistency[];
}

const AUDIT = resolve(import.meta.dirname, "../../../../../../audit/src/test/resources");
const vectors: Vectors = JSON.parse(readFileSync(`${AUDIT}/vectors/v1/proofs.json`, "utf8"));

function bytes(text: string): Hash {
  const read = fromBase64(text);
  if (read === null) {
    throw new Error(`No base64: ${text}`);
  }
  return read;
}

describe("proofs of inclusion", () => {
  test.each(vectors.inclusion.map((one) => [one.name, one] as const))("%s", async (_, one) => {
    const verdict = await checkProof(one.record, {
      ...one,
      path: [...one.path],
      checkpoint: vectors.checkpoints[one.checkpoint] ?? "",
      verifierKeys: [...(vectors.keys[one.keys] ?? [])],
      proof: "",
    });
    expect(verdict.steps.filter((step) => !step.passed).map((step) => step.name)).toEqual(one.fails);
    expect(verdict.passed).toBe(one.fails.length === 0);
  });
});

describe("proofs of consistency", () => {
  test.each(vectors.consistency.map((one) => [one.name, one] as const))("%s", async (_, one) => {
    const { from, to, path, older, newer } = one;
    expect(await connects(from, to, path.map(bytes), bytes(older), bytes(newer))).toBe(one.valid);
  });
});

test("the vectors hold true proofs and forged ones of both kinds", () => {
  expect(vectors.inclusion.filter((one) => one.fails.length === 0).length).toBeGreaterThan(35);
  expect(vectors.inclusion.filter((one) => one.fails.length > 0).length).toBeGreaterThan(60);
  expect(vectors.consistency.filter((one) => one.valid).length).toBeGreaterThan(50);
  expect(vectors.consistency.filter((one) => !one.valid).length).toBeGreaterThan(50);
});

test("a record has one form", () => {
  const leaf = readFileSync(`${AUDIT}/golden/v1/leaf.json`, "utf8").trimEnd();
  expect(isCanonical(leaf)).toBe(true);
  for (const other of [
    `${leaf} `,
    leaf.replace("\u20ac", "\\u20ac"),
    leaf.replace('"v":1', '"v":1.0'),
    leaf.replace('"v":1', '"v":1e0'),
    leaf.replace('"v":1', '"v":null'),
    leaf.replace('"v":1', '"v":9007199254740993'),
    leaf.replace('"v":1', '"v":1,"u":2'),
    leaf.replace("training", "\ud800"),
    leaf.slice(1),
  ]) {
    expect(isCanonical(other)).toBe(false);
  }
});
