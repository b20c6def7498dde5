import * as z from "zod/mini";
import { get, send } from "../access/api.ts";
import type { Filter } from "./filter.ts";
import { RecordProof } from "./proof.ts";

const TrailRecord = z.object({
  id: z.string(),
  position: z.number(),
  number: z.number(),
  time: z.string(),
  action: z.string(),
  sentence: z.string(),
  actor: z.nullable(z.string()),
  label: z.string(),
  role: z.string(),
  purpose: z.string(),
  basis: z.string(),
  objects: z.array(z.string()),
  facts: z.record(z.string(), z.string()),
  sealed: z.record(z.string(), z.string()),
  intent: z.nullable(z.string()),
  outcome: z.nullable(z.string()),
  ended: z.nullable(z.object({ record: z.string(), outcome: z.string() })),
  index: z.nullable(z.number()),
});
export type TrailRecord = z.output<typeof TrailRecord>;

const Found = z.object({
  records: z.array(TrailRecord),
  count: z.object({ number: z.number(), more: z.boolean() }),
  missing: z.number(),
  filter: z.string(),
  next: z.nullable(z.string()),
});
export type Found = z.output<typeof Found>;

const Actions = z.array(z.object({ action: z.string(), group: z.string(), sentence: z.string() }));
export type Actions = z.output<typeof Actions>;

/** A filter, and what only a body may say. */
export type Criteria = Filter & { readonly name?: string; readonly pseudonym?: string };

export const FORMATS = ["csv", "ocsf", "fhir", "cef", "syslog"] as const;
export type Format = (typeof FORMATS)[number];

/** One page of a search, newest first; each is recorded. */
export function search(where: Criteria, after: string | null): Promise<Found> {
  const json = after === null ? { where } : { where, after };
  return get(Found, "/api/v1/trail/search", { method: "POST", json });
}

/** A file of everything that a search finds. */
export async function exportFound(where: Filter, format: Format, names: boolean): Promise<Blob> {
  const answer = await send("/api/v1/trail/exports", {
    method: "POST",
    json: { where, format, names },
    headers: { Accept: "*/*" },
  });
  return answer.blob();
}

/** The acts that can be searched for. */
export function fetchActions(): Promise<Actions> {
  return get(Actions, "/api/v1/trail/actions");
}

export function fetchRecord(record: string): Promise<TrailRecord> {
  return get(TrailRecord, `/api/v1/trail/records/${encodeURIComponent(record)}`);
}

/** The report about a person as an archive; the log counts its records anew before, so that none can be missing. */
export async function fetchReport(pseudonym: string): Promise<Blob> {
  const answer = await send("/api/v1/subjects/reports", {
    method: "POST",
    json: { pseudonym, fresh: true },
    headers: { Accept: "application/zip, application/problem+json" },
  });
  return answer.blob();
}

export function fetchProof(record: string): Promise<RecordProof> {
  return get(RecordProof, `/api/v1/trail/records/${record}/proof`);
}
