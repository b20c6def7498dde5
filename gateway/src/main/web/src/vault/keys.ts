import * as z from "zod/mini";
import { get } from "../access/api.ts";

const Root = z.object({
  domain: z.string(),
  number: z.number(),
  since: z.string(),
  here: z.boolean(),
  drilled: z.nullable(z.string()),
});
/** A domain's root key, by number and age; `drilled` says when a drill of its backup passed. */
export type Root = z.output<typeof Root>;

const Backup = z.object({
  files: z.boolean(),
  recipients: z.number(),
  written: z.nullable(z.string()),
  due: z.boolean(),
});
export type Backup = z.output<typeof Backup>;

const Epoch = z.object({
  domain: z.string(),
  number: z.number(),
  since: z.string(),
  kept: z.number(),
  living: z.number(),
});
/** The newest epoch of a tenant in one domain; `kept` epoch keys are not destroyed, `living` persons have a key. */
export type Epoch = z.output<typeof Epoch>;

const Turn = z.object({
  id: z.string(),
  domain: z.string(),
  reason: z.string(),
  state: z.string(),
  to: z.number(),
  moved: z.number(),
  left: z.number(),
  stuck: z.number(),
  askedAt: z.string(),
  destroyBy: z.string(),
  turnedAt: z.nullable(z.string()),
  destroyedAt: z.nullable(z.string()),
});
/** A turn of an epoch as far as it has come. */
export type Turn = z.output<typeof Turn>;

const Holder = z.object({ tenant: z.nullable(z.string()), epochs: z.array(Epoch), turns: z.array(Turn) });
/** Whose keys; the operator's own have no tenant. */
export type Holder = z.output<typeof Holder>;

const Keys = z.object({
  custodian: z.string(),
  roots: z.array(Root),
  backup: Backup,
  holders: z.array(Holder),
});
export type Keys = z.output<typeof Keys>;

/** Under which the page keeps what it was told. */
export const KEY = ["keys"];

/** Why an administrator has an epoch turned. */
export const REASONS = ["age", "compromise"] as const;
export type Reason = (typeof REASONS)[number];

export function fetchKeys(): Promise<Keys> {
  return get(Keys, "/api/v1/keys");
}

export function askTurn(tenant: string | null, domain: string, reason: Reason): Promise<Turn> {
  return get(Turn, "/api/v1/keys/turns", { method: "POST", json: { tenant, domain, reason } });
}

/** How many whole days something is old. */
export function days(since: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / 86_400_000));
}

/** How many keys were wrapped anew, of how many; stuck ones are among those that are left. */
export function progress(turn: Turn): { done: number; all: number } {
  return turn.state === "asked"
    ? { done: 0, all: turn.left }
    : { done: turn.moved, all: turn.moved + turn.left };
}

/** Whether anything is under way that will look otherwise in a moment. */
export function underWay(keys: Keys): boolean {
  return keys.holders.some((holder) =>
    holder.turns.some((turn) => turn.state === "asked" || turn.state === "moving"),
  );
}
