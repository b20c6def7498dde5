import * as z from "zod/mini";
import { get } from "../access/api.ts";

const Accesses = z.object({
  subject: z.string(),
  kinds: z.array(z.object({ kind: z.string(), words: z.string(), count: z.number() })),
  accesses: z.array(
    z.object({
      id: z.string(),
      time: z.string(),
      kind: z.string(),
      sentence: z.string(),
      actor: z.string(),
      label: z.string(),
      role: z.string(),
      purpose: z.string(),
      basis: z.string(),
      ended: z.nullable(z.string()),
      index: z.nullable(z.number()),
    }),
  ),
  next: z.nullable(z.number()),
});
export type Accesses = z.output<typeof Accesses>;
/** One act about the person. */
export type Access = Accesses["accesses"][number];

/** What the page is about, as its address says it: the person's identifier and a kind, never the pseudonym. */
export interface SubjectAddress {
  readonly subject?: string;
  readonly kind?: string;
}

/** Reads the search part of an address; what it does not know it leaves out, a pseudonym above all. */
export function readSubject(search: Record<string, unknown>): SubjectAddress {
  const { subject, kind } = search;
  return {
    ...(typeof subject === "string" && /^[0-9a-f-]{36}$/.test(subject) ? { subject } : {}),
    ...(typeof kind === "string" && /^[a-z-]{1,50}$/.test(kind) ? { kind } : {}),
  };
}

/** One page of what was done about a person, newest first; each is recorded. */
export function fetchAccesses(
  about: { pseudonym: string } | SubjectAddress,
  offset: number,
): Promise<Accesses> {
  return get(Accesses, "/api/v1/subjects/accesses", { method: "POST", json: { ...about, offset } });
}
