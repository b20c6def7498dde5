import * as z from "zod/mini";
import { get } from "../access/api.ts";

const Erasure = z.object({
  id: z.string(),
  subject: z.string(),
  number: z.number(),
  ground: z.string(),
  asked: z.string(),
  objects: z.number(),
  blanked: z.number(),
  destroyed: z.number(),
  unreadable: z.nullable(z.string()),
  backupsBy: z.string(),
  backups: z.nullable(z.string()),
  record: z.nullable(z.string()),
});
/** One person's erasure; under way while `unreadable` is null. */
export type Erasure = z.output<typeof Erasure>;

/** The grounds of Article 17(1), as the gateway names them. */
export const GROUNDS = ["not-needed", "consent-withdrawn", "objection", "unlawful", "legal-duty"] as const;
export type Ground = (typeof GROUNDS)[number];

/** What becomes of pictures that show others, too. */
export type GroupPictures = "blank" | "destroy";

/** All erasures, the newest first; asking is recorded. */
export function fetchErasures(): Promise<Erasure[]> {
  return get(z.array(Erasure), "/api/v1/erasures");
}

export function erase(pseudonym: string, ground: Ground, groupPictures: GroupPictures): Promise<Erasure> {
  return get(Erasure, "/api/v1/erasures", { method: "POST", json: { pseudonym, ground, groupPictures } });
}

/** Where the browser fetches the receipt from; the gateway refuses while the erasure is under way. */
export function receiptAddress(erasure: Erasure): string {
  return `/api/v1/erasures/${encodeURIComponent(erasure.id)}/receipt`;
}
