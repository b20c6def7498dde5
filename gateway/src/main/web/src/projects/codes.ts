/** What a project asks to be said of each face beside its points. The gateway decides. */
import * as z from "zod/mini";

/** As the gateway tells it; null where a project asks for points alone. */
export const AskedCodes = z.nullable(
  z.object({
    actionUnits: z.array(z.number()),
    rules: z.nullable(z.string()),
    attributes: z.array(z.string()),
  }),
);
export type AskedCodes = z.output<typeof AskedCodes>;

export interface Draft {
  /** Numbers with commas between, or `all`. */
  readonly units: string;
  readonly expressions: boolean;
  /** Names with commas between. */
  readonly attributes: string;
}

export const POINTS_ALONE: Draft = { units: "", expressions: false, attributes: "" };

const listed = (text: string) => text.split(/[\s,]+/).filter((word) => word !== "");

/** As it is sent; expressions only for the use that they are. Null where nothing is asked for. */
export function wanted(draft: Draft, kind: string): Record<string, unknown> | null {
  const units = listed(draft.units);
  const attributes = listed(draft.attributes);
  if (units.length === 0 && attributes.length === 0) {
    return null;
  }
  return {
    actionUnits: units.length === 1 && units[0] === "all" ? "all" : units.map(Number),
    expressions: draft.expressions && kind === "emotion-inference",
    attributes,
  };
}

/** In one line, for the project's page. */
export function told(codes: AskedCodes): string {
  return codes === null
    ? "–"
    : [codes.actionUnits.join("+"), codes.rules ?? "", codes.attributes.join(", ")]
        .filter((part) => part !== "")
        .join(" · ");
}
