import * as z from "zod/mini";
import { get } from "../access/api.ts";

const Correction = z.object({
  id: z.string(),
  number: z.number(),
  picture: z.string(),
  line: z.number(),
  from: z.string(),
  to: z.string(),
  asked: z.string(),
  objects: z.nullable(z.number()),
  moved: z.nullable(z.string()),
  record: z.nullable(z.string()),
});
/** A face that was given to another person; under way while `moved` is null. */
export type Correction = z.output<typeof Correction>;

const Declared = z.object({
  picture: z.string(),
  line: z.number(),
  uploaded: z.string(),
  reference: z.nullable(z.string()),
  box: z.nullable(z.string()),
});
/** A face that was declared for a person. */
export type Declared = z.output<typeof Declared>;

/** What an officer says of one face. */
export interface Wanted {
  readonly picture: string;
  readonly line: number;
  readonly from: string;
  readonly to: string;
  /** The client's reference of the right person's consent; null where there is none. */
  readonly consent: string | null;
  readonly reason: string;
}

/** All corrections, the newest first; asking is recorded. */
export function fetchCorrections(): Promise<Correction[]> {
  return get(z.array(Correction), "/api/v1/reassignments");
}

/** The faces declared for a person; needs the second factor and is recorded. */
export function fetchDeclared(pseudonym: string): Promise<Declared[]> {
  return get(z.array(Declared), "/api/v1/reassignments/pictures", { method: "POST", json: { pseudonym } });
}

export function correct(wanted: Wanted): Promise<Correction> {
  return get(Correction, "/api/v1/reassignments", { method: "POST", json: wanted });
}

/** A face by what tells it apart from others: the same picture may show several. */
export function faceKey(face: Declared): string {
  return `${face.picture} ${face.line}`;
}
