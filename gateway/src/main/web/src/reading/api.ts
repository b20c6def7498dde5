import * as z from "zod/mini";
import { get, send } from "../access/api.ts";
import { RecordProof } from "./proof.ts";

const TrailRecord = z.object({
  id: z.string(),
  position: z.number(),
  number: z.number(),
  time: z.string(),
  action: z.string(),
  sentence: z.string(),
  actor: z.nullable(z.string()),
  role: z.string(),
  purpose: z.string(),
  basis: z.string(),
  objects: z.array(z.string()),
  facts: z.record(z.string(), z.string()),
  intent: z.nullable(z.string()),
  outcome: z.nullable(z.string()),
  index: z.nullable(z.number()),
});
export type TrailRecord = z.output<typeof TrailRecord>;

/** Asks for a person's records in order, from behind number `after`. The pseudonym stands in no address. */
export function whoSaw(pseudonym: string, after: number): Promise<TrailRecord[]> {
  return get(z.array(TrailRecord), "/api/v1/trail/questions", { method: "POST", json: { pseudonym, after } });
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
