import * as z from "zod/mini";
import { get } from "./api.ts";

const Approval = z.object({
  id: z.string(),
  act: z.string(),
  object: z.string(),
  state: z.string(),
  reason: z.nullable(z.string()),
  mine: z.boolean(),
  askedAt: z.string(),
  expiresAt: z.string(),
});
/** What somebody asked a second person for. */
export type Approval = z.output<typeof Approval>;

/** Acts of two people, as the gateway names them, with the kind of thing that each is done to. */
export const ACTS = {
  "break-glass": "asset",
  "root-rotate": "domain",
  reseal: "domain",
  "reseal-suite": "domain",
  "root-restore": "keys",
  "tenant.end": "tenant",
  "policies.activate": "policy-set",
  "account.open": "account",
  "second-factor.reset": "person",
  "password.reset": "person",
} as const;
export type TwoPersonAct = keyof typeof ACTS;

/** What is asked for on this page; organisations, rules and accounts have pages of their own. */
export const ASKED: readonly TwoPersonAct[] = ["break-glass", "root-rotate", "reseal", "root-restore"];

/** The domains of keys, each under the identifier by which a request names it. */
export const DOMAINS = ["originals", "views", "landmarks", "identities", "exports"] as const;

export interface Wanted {
  readonly act: TwoPersonAct;
  /** An identifier, or the name of a domain. */
  readonly of: string;
  readonly reason: string;
  readonly minutes: number;
  /** The client's handle; empty for one's own side. */
  readonly tenant: string;
}

/** The object's label. */
export function labelOf(act: TwoPersonAct, of: string): string {
  if (ACTS[act] !== "domain") {
    return `${ACTS[act]}:${of.trim().toLowerCase()}`;
  }
  const number = (DOMAINS as readonly string[]).indexOf(of) + 1;
  return `domain:00000000-0000-0000-0000-${String(number).padStart(12, "0")}`;
}

/** The domain that an object's label names, or the label. */
export function objectName(label: string): string {
  const number = /^domain:0{8}-0{4}-0{4}-0{4}-0{11}([1-5])$/.exec(label)?.[1];
  return number === undefined ? label : (DOMAINS[Number(number) - 1] ?? label);
}

/** The side as an address says it; nothing for one's own. */
export function ofSide(tenant: string): string {
  return tenant === "" ? "" : `?tenant=${encodeURIComponent(tenant)}`;
}

/** The requests of one side, the newest first; asking is recorded. */
export function fetchApprovals(tenant: string): Promise<Approval[]> {
  return get(z.array(Approval), `/api/v1/approvals${ofSide(tenant)}`);
}

/** How many requests of others wait on one's own side. */
export async function fetchWaiting(): Promise<number> {
  return (await get(z.object({ waiting: z.number() }), "/api/v1/approvals/waiting")).waiting;
}

export function ask(wanted: Wanted): Promise<Approval> {
  return get(Approval, "/api/v1/approvals", {
    method: "POST",
    json: {
      act: wanted.act,
      object: labelOf(wanted.act, wanted.of),
      reason: wanted.reason.trim(),
      minutes: wanted.minutes,
      ...(wanted.tenant === "" ? {} : { tenant: wanted.tenant }),
    },
  });
}

export function answer(approval: Approval, tenant: string, word: "grant" | "end"): Promise<Approval> {
  const path = `/api/v1/approvals/${encodeURIComponent(approval.id)}/${word}${ofSide(tenant)}`;
  return get(Approval, path, { method: "POST" });
}

/** Where the gateway gives the original out that two people agreed on. */
export function originalPath(approval: string, tenant: string | undefined): string {
  return `/api/v1/approvals/${encodeURIComponent(approval)}/original${ofSide(tenant ?? "")}`;
}
