import * as z from "zod/mini";
import { get } from "../access/api.ts";

const Hold = z.object({
  id: z.string(),
  matter: z.string(),
  placedAt: z.string(),
  record: z.string(),
  liftedAt: z.nullable(z.string()),
});
/** A legal hold: while it is in force nothing of the trail is removed. */
export type Hold = z.output<typeof Hold>;

/** What a matter may look like; the gateway has the same rule. */
export const MATTER = /^[A-Za-z0-9][A-Za-z0-9 ._/:-]{0,63}$/;

/** All holds, lifted ones too, the newest first; asking is recorded. */
export function fetchHolds(): Promise<Hold[]> {
  return get(z.array(Hold), "/api/v1/holds");
}

export function placeHold(matter: string): Promise<Hold> {
  return get(Hold, "/api/v1/holds", { method: "POST", json: { matter } });
}

export function liftHold(id: string): Promise<Hold> {
  return get(Hold, `/api/v1/holds/${encodeURIComponent(id)}/lift`, { method: "POST" });
}
