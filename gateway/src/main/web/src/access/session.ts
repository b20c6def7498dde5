import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { get, send } from "./api.ts";
import { forgetKeptWork } from "./keptWork.ts";

const Session = z.object({
  signedIn: z.boolean(),
  name: z.nullable(z.string()),
  roles: z.array(z.string()),
  assurance: z.number(),
  /** Where a witness takes the promises that this browser keeps; null where none is set up. */
  promiseWitness: z.nullable(z.string()),
  /** Whether this is a demonstration, whose sign-ins everybody at the machine can read. */
  demo: z.boolean(),
});

/** Who uses the page. */
export type Session = z.output<typeof Session>;

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () => get(Session, "/api/v1/session"),
  staleTime: 60_000,
});

export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

export const CLIENT = "client";
export const REDACTION_OFFICER = "redaction-officer";
export const ANNOTATOR = "annotator";
export const SENIOR_REVIEWER = "senior-reviewer";
export const TEAM_LEAD = "team-lead";
export const COMPLIANCE_OFFICER = "compliance-officer";
export const ADMINISTRATOR = "administrator";
export const EXTERNAL_AUDITOR = "external-auditor";

const RETURN_TO = "visor.return-to";

/** Goes to sign in, and comes back to where the person was. Level 2 asks for the second factor. */
export function signIn(level: 1 | 2 = 1): void {
  sessionStorage.setItem(RETURN_TO, location.pathname + location.search);
  location.assign(level === 2 ? "/oauth2/authorization/visor?acr=2" : "/oauth2/authorization/visor");
}

/** Where the person was before signing in, once; only ever a place of this application. */
export function takeReturn(): string | null {
  const to = sessionStorage.getItem(RETURN_TO);
  sessionStorage.removeItem(RETURN_TO);
  return to !== null && /^\/app\/[\w\-/]*(\?[\w\-=&%]*)?$/.test(to) ? to : null;
}

/** Ends the session here and at the identity provider. */
export async function signOut(): Promise<void> {
  sessionStorage.clear();
  await forgetKeptWork(globalThis.indexedDB);
  try {
    // The gateway ends the provider's session itself: nobody has to go there.
    await send("/logout", { method: "POST", redirect: "manual" });
  } finally {
    location.assign("/");
  }
}
