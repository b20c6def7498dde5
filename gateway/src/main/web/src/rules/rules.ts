import * as z from "zod/mini";
import { get } from "../access/api.ts";

const Head = z.object({
  id: z.string(),
  number: z.number(),
  hash: z.string(),
  title: z.string(),
  shipped: z.boolean(),
  proposedAt: z.string(),
});
/** A set of rules, without them. */
export type Head = z.output<typeof Head>;

const Activation = z.object({
  number: z.number(),
  set: z.string(),
  replaces: z.string(),
  kind: z.string(),
  approval: z.nullable(z.string()),
  at: z.string(),
});
/** That a set was put in force. */
export type Activation = z.output<typeof Activation>;

const Shelf = z.object({
  inForce: z.string(),
  goesBackTo: z.nullable(z.string()),
  sets: z.array(Head),
  activations: z.array(Activation),
});
export type Shelf = z.output<typeof Shelf>;

const Verdict = z.object({ allowed: z.boolean(), role: z.string(), rules: z.array(z.string()) });
/** An answer, and which rules gave it. */
export type Verdict = z.output<typeof Verdict>;

const Difference = z.object({ act: z.string(), before: Verdict, after: Verdict, times: z.number() });
export type Difference = z.output<typeof Difference>;

const Rehearsal = z.object({
  decisions: z.number(),
  unread: z.number(),
  turned: z.number(),
  differences: z.array(Difference),
  at: z.string(),
});
/** What would have been decided otherwise. */
export type Rehearsal = z.output<typeof Rehearsal>;

const Rule = z.object({
  id: z.string(),
  file: z.string(),
  sentence: z.string(),
  text: z.string(),
  fixed: z.boolean(),
});
export type Rule = z.output<typeof Rule>;

const Change = z.object({ id: z.string(), before: z.nullable(z.string()), after: z.nullable(z.string()) });
export type Change = z.output<typeof Change>;

const RuleSet = z.object({
  set: Head,
  inForce: z.boolean(),
  usable: z.boolean(),
  rules: z.array(Rule),
  files: z.record(z.string(), z.string()),
  changes: z.array(Change),
  rehearsal: z.nullable(Rehearsal),
  statement: z.nullable(z.object({ text: z.string(), signature: z.string(), publicKey: z.string() })),
});
export type RuleSet = z.output<typeof RuleSet>;

const SETS = "/api/v1/policy-sets";

/** How many of the newest decisions a rehearsal makes again. */
export const DECISIONS = [200, 1000, 2000] as const;

export function fetchShelf(): Promise<Shelf> {
  return get(Shelf, SETS);
}

function pathOf(set: string): string {
  return `${SETS}/${encodeURIComponent(set)}`;
}

/** One set; that it was read is recorded. */
export function fetchSet(set: string): Promise<RuleSet> {
  return get(RuleSet, pathOf(set));
}

export function propose(title: string, files: Readonly<Record<string, string>>): Promise<RuleSet> {
  return get(RuleSet, SETS, { method: "POST", json: { title: title.trim(), files } });
}

export function rehearse(set: string, decisions: number): Promise<RuleSet> {
  return get(RuleSet, `${pathOf(set)}/rehearsals`, { method: "POST", json: { decisions } });
}

export function activate(set: string, approval: string): Promise<RuleSet> {
  return get(RuleSet, `${pathOf(set)}/activate`, { method: "POST", json: { approval } });
}

export function goBack(): Promise<RuleSet> {
  return get(RuleSet, `${SETS}/roll-back`, { method: "POST" });
}

/** The set that a label of an approval or a record names; null where it names something else. */
export function setOf(label: string): string | null {
  return /^policy-set:([0-9a-f-]{36})$/.exec(label)?.[1] ?? null;
}

/** The rules of each file, the files in order. */
export function byFile(rules: readonly Rule[]): ReadonlyArray<readonly [string, readonly Rule[]]> {
  const files = new Map<string, Rule[]>();
  for (const rule of rules) {
    files.set(rule.file, [...(files.get(rule.file) ?? []), rule]);
  }
  return [...files.entries()].sort(([one], [other]) => (one < other ? -1 : 1));
}
