/**
 * Checks in the browser that a record stands in a log, without believing what the gateway says of it. What the browser
 * cannot know by itself is whose the log's keys are: they come from the same place as the proof, so a person compares them
 * with the ones received when the log was set up.
 */

import * as z from "zod/mini";
import { fromBase64, sameBytes, utf8 } from "./bytes.ts";
import { isCanonical } from "./canonical.ts";
import { type Hash, leafHash, rootFrom } from "./merkle.ts";
import { ED25519, ML_DSA_44, readCheckpoint, readKey, signed, type VerifierKey } from "./note.ts";

export const RecordProof = z.object({
  leaf: z.string(),
  leafHash: z.string(),
  index: z.number(),
  size: z.number(),
  path: z.array(z.string()),
  checkpoint: z.string(),
  verifierKeys: z.array(z.string()),
  proof: z.string(),
});
export type RecordProof = z.output<typeof RecordProof>;

export type StepName = "record" | "leaf" | "checkpoint" | "index" | "path" | "ed25519" | "ml-dsa-44";

export interface Step {
  readonly name: StepName;
  readonly passed: boolean;
}

export interface Verdict {
  readonly passed: boolean;
  readonly steps: readonly Step[];
  /** The checkpoint's own words, where it could be read. */
  readonly origin: string | null;
  readonly size: number | null;
}

/**
 * Checks a proof.
 *
 * @param record the id of the record that was asked for
 */
export async function checkProof(record: string, proof: RecordProof): Promise<Verdict> {
  const steps: Step[] = [];
  const step = (name: StepName, passed: boolean) => steps.push({ name, passed });
  const checkpoint = readCheckpoint(proof.checkpoint);
  const keys = await Promise.all(proof.verifierKeys.map(readKey));

  // A true proof of another record would pass all that follows, as would bytes that read as a record here and as another
  // one elsewhere.
  step("record", isOf(proof.leaf, record, checkpoint?.origin ?? null));

  // The leaf on the screen has to be the one that was hashed.
  const hash = await leafHash(utf8(proof.leaf));
  const stated = fromBase64(proof.leafHash);
  step("leaf", stated !== null && sameBytes(hash, stated));

  // The head has to be one, of the same size as the proof, and of the log whose keys these are.
  step(
    "checkpoint",
    checkpoint !== null &&
      checkpoint.size === proof.size &&
      keys.length > 0 &&
      keys.every((key) => key?.name === checkpoint.origin),
  );

  // An index behind the end would name a leaf that is not in the tree.
  step("index", Number.isSafeInteger(proof.index) && proof.index >= 0 && proof.index < proof.size);

  // The path has to lead to the signed root and to be used up on the way.
  const path = proof.path.map(fromBase64).filter((one): one is Hash => one !== null);
  const root = path.length === proof.path.length ? await rootFrom(hash, proof.index, proof.size, path) : null;
  step("path", root !== null && checkpoint !== null && sameBytes(root, checkpoint.root));

  // Both signatures, each by a key of its kind: one alone would let the weaker be left out.
  for (const [name, type] of [
    ["ed25519", ED25519],
    ["ml-dsa-44", ML_DSA_44],
  ] as const) {
    const key = keys.find((one): one is VerifierKey => one?.type === type);
    step(name, checkpoint !== null && key !== undefined && (await signed(checkpoint, key)) === true);
  }
  return {
    passed: steps.every((one) => one.passed),
    steps,
    origin: checkpoint?.origin ?? null,
    size: checkpoint?.size ?? null,
  };
}

function isOf(leaf: string, record: string, origin: string | null): boolean {
  try {
    const read: unknown = JSON.parse(leaf);
    return (
      isCanonical(leaf) &&
      typeof read === "object" &&
      read !== null &&
      (read as Record<string, unknown>).id === record &&
      (read as Record<string, unknown>).log === origin
    );
  } catch {
    return false;
  }
}
