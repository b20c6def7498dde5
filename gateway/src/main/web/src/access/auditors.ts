import * as z from "zod/mini";
import { get } from "./api.ts";
import { ofSide } from "./approvals.ts";

const Invitation = z.object({
  id: z.string(),
  name: z.nullable(z.string()),
  scope: z.array(z.string()),
  from: z.string(),
  until: z.string(),
  askedAt: z.string(),
  state: z.string(),
  mine: z.boolean(),
});
/** An external auditor whom somebody invited. */
export type Invitation = z.output<typeof Invitation>;

/** What an invitation can be for. */
export const SCOPES = ["trail", "rules"] as const;

/** The invitations of one client, one's own where none is named; asking is recorded. */
export function fetchInvitations(tenant: string): Promise<Invitation[]> {
  return get(z.array(Invitation), `/api/v1/auditors${ofSide(tenant)}`);
}

/** Invites until the end of a day, UTC. */
export function invite(name: string, scope: readonly string[], day: string): Promise<Invitation> {
  return get(Invitation, "/api/v1/auditors", {
    method: "POST",
    json: { name, scope, until: `${day}T23:59:59Z` },
  });
}

export function answer(id: string, tenant: string, word: "agreement" | "end"): Promise<Invitation> {
  return get(Invitation, `/api/v1/auditors/${id}/${word}${ofSide(tenant)}`, { method: "POST" });
}

/** What somebody can still do about an invitation; the gateway decides anew. */
export function answers(invitation: Invitation): ReadonlyArray<"agreement" | "end"> {
  switch (invitation.state) {
    case "waiting":
      return invitation.mine ? ["end"] : ["agreement", "end"];
    case "agreed":
      return ["end"];
    default:
      return [];
  }
}
