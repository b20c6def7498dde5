import * as z from "zod/mini";
import { ask, get } from "./api.ts";

/** Visor's roles, as Keycloak names them. */
export const ROLES = [
  "client",
  "redaction-officer",
  "compliance-officer",
  "external-auditor",
  "annotator",
  "senior-reviewer",
  "team-lead",
  "administrator",
] as const;

export interface WantedAccount {
  readonly name: string;
  readonly roles: readonly string[];
  /** The client's handle; empty for the workforce's people and the operator's. */
  readonly tenant: string;
  readonly reason: string;
}

const Asked = z.object({ id: z.string(), expiresAt: z.string() });
export type Asked = z.output<typeof Asked>;

const Opened = z.object({ person: z.string(), name: z.string(), password: z.string() });
/** An account that was opened: its first password is told here and nowhere again. */
export type Opened = z.output<typeof Opened>;

/** Asks another administrator for an account. */
export function wantAccount(wanted: WantedAccount): Promise<Asked> {
  return get(Asked, "/api/v1/accounts", {
    method: "POST",
    json: {
      name: wanted.name.trim().toLowerCase(),
      roles: wanted.roles,
      reason: wanted.reason.trim(),
      ...(wanted.tenant.trim() === "" ? {} : { tenant: wanted.tenant.trim() }),
    },
  });
}

/** What is done about somebody who cannot sign in. */
export type Reset = "second-factor.reset" | "password.reset";

/** Asks another administrator that a lost second factor is taken off, or a forgotten password replaced. */
export function wantReset(act: Reset, person: string, reason: string): Promise<Asked> {
  return get(Asked, "/api/v1/approvals", {
    method: "POST",
    json: { act, object: `person:${person}`, reason: reason.trim() },
  });
}

const Given = z.object({ person: z.string(), password: z.string() });
/** A password for one sign-in: it is told here and nowhere again. */
export type Given = z.output<typeof Given>;

/** Gives another password to whom the request is about. */
export function givePassword(approval: string): Promise<Given> {
  return get(Given, `/api/v1/approvals/${encodeURIComponent(approval)}/password`, { method: "POST" });
}

/** Opens what was asked for and agreed to. */
export function openAccount(approval: string): Promise<Opened> {
  return get(Opened, `/api/v1/approvals/${encodeURIComponent(approval)}/account`, { method: "POST" });
}

/** Takes the second factor off whom the request is about. */
export async function resetSecondFactor(approval: string): Promise<void> {
  await ask(z.unknown(), `/api/v1/approvals/${encodeURIComponent(approval)}/second-factor`, {
    method: "POST",
  });
}

/** Closes somebody's account and ends the sessions. */
export async function closeAccount(person: string): Promise<void> {
  await ask(z.unknown(), `/api/v1/people/${encodeURIComponent(person)}/closing`, { method: "POST" });
}
