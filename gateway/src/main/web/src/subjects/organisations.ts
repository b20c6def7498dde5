import * as z from "zod/mini";
import { get } from "../access/api.ts";

const ACT = "tenant.end";

const Organisation = z.object({
  id: z.string(),
  handle: z.string(),
  created: z.string(),
  ended: z.nullable(z.string()),
});
/** A client organisation; ended for good once `ended` says when. */
export type Organisation = z.output<typeof Organisation>;

const Approval = z.object({
  id: z.string(),
  act: z.string(),
  object: z.string(),
  state: z.string(),
  reason: z.nullable(z.string()),
  expiresAt: z.string(),
});
/** What one administrator asked for and another may grant. */
export type Approval = z.output<typeof Approval>;

/** How far two administrators have come: nobody asked, one asked, another granted, or it is done. */
export type Stage = "going" | "asked" | "granted" | "ended";

/** All client organisations; asking is recorded. */
export function fetchOrganisations(): Promise<Organisation[]> {
  return get(z.array(Organisation), "/api/v1/tenants");
}

/** What was asked of a second administrator, the newest first; asking is recorded. */
export function fetchApprovals(): Promise<Approval[]> {
  return get(z.array(Approval), "/api/v1/approvals");
}

/** The newest request to end an organisation that was granted and is not over, else the newest that waits. */
export function requestFor(one: Organisation, approvals: readonly Approval[]): Approval | undefined {
  const own = approvals.filter((approval) => approval.act === ACT && approval.object === `tenant:${one.id}`);
  return (
    own.find((approval) => approval.state === "granted") ??
    own.find((approval) => approval.state === "waiting")
  );
}

export function stageOf(one: Organisation, request: Approval | undefined): Stage {
  if (one.ended !== null) {
    return "ended";
  }
  if (request === undefined) {
    return "going";
  }
  return request.state === "granted" ? "granted" : "asked";
}

export function ask(one: Organisation, reason: string): Promise<Approval> {
  return get(Approval, "/api/v1/approvals", {
    method: "POST",
    json: { act: ACT, object: `tenant:${one.id}`, reason },
  });
}

export function grant(request: Approval): Promise<Approval> {
  return get(Approval, `/api/v1/approvals/${encodeURIComponent(request.id)}/grant`, { method: "POST" });
}

const Ended = z.object({ id: z.string(), tenant: z.string() });

/** Ends it, with its handle said once more. */
export function end(one: Organisation, handle: string): Promise<z.output<typeof Ended>> {
  return get(Ended, `/api/v1/tenants/${encodeURIComponent(one.id)}/end`, {
    method: "POST",
    json: { handle },
  });
}
