import type { Remark, Verdict } from "../remarks.ts";

/** What is known when a key says what becomes of what somebody handed in. */
export interface Known {
  /** How many points the reviewer changed; null while what was handed in is not here to compare with. */
  readonly changed: number | null;
  /** Whether something else was said of the face since the page opened it. */
  readonly recoded: boolean;
  readonly remarks: readonly Remark[];
}

/** What a key leads to: the verdict, or why it is not said yet. */
export type Said =
  | { readonly does: Verdict | "fixed" }
  | { readonly lacks: "comparison" | "remark" | "change" }
  | { readonly leavesOut: number };

/**
 * What becomes of the keys that say a verdict. One press says it, so none may lose what the reviewer did, or hand in as mended what was
 * not; whoever means that has the buttons.
 */
export function verdictOf(key: "accept" | "fix" | "return", { changed, recoded, remarks }: Known): Said {
  if (key === "return") {
    return remarks.length === 0 ? { lacks: "remark" } : { does: "returned" };
  }
  if (changed === null) {
    return { lacks: "comparison" };
  }
  const worked = changed > 0 || recoded;
  if (key === "fix") {
    return worked ? { does: "fixed" } : { lacks: "change" };
  }
  return worked ? { leavesOut: changed } : { does: "accepted" };
}

/** The next point with a remark after this one, beginning anew after the last; -1 where no point has one. */
export function nextRemarked(remarks: readonly Remark[], selected: number): number {
  const points = remarks
    .map(({ point }) => point)
    .filter((point) => point !== null)
    .sort((one, other) => one - other);
  return points.find((point) => point > selected) ?? points[0] ?? -1;
}
