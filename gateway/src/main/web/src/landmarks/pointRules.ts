/** What a project asks of points when they are handed in. The gateway decides; this only saves people a refusal. */
import * as z from "zod/mini";
import type { WirePoint } from "./points.ts";

export const OCCLUDED = ["as-found", "visible-only", "estimate-occluded"] as const;
export type Occluded = (typeof OCCLUDED)[number];

export const Rules = z.object({
  /** What becomes of points that are not seen. */
  occluded: z.enum(OCCLUDED),
  /** Names of points that may not be missing without a reason. */
  required: z.array(z.string()),
});
export type Rules = z.output<typeof Rules>;

/** A point that breaks a rule, and which. */
export interface Broken {
  readonly index: number;
  readonly rule: "required" | "visible-only" | "estimate-occluded";
}

/** The first point that breaks a rule, the rules in the gateway's order; null where none does. */
export function firstBroken(
  points: readonly WirePoint[],
  names: readonly string[],
  rules: Rules,
): Broken | null {
  const required = points.findIndex((point, i) => rules.required.includes(names[i] ?? "") && missing(point));
  if (required >= 0) {
    return { index: required, rule: "required" };
  }
  if (rules.occluded === "visible-only") {
    return named("visible-only", points, ({ x, state }) => x !== null && state !== "visible");
  }
  return rules.occluded === "estimate-occluded" ? named("estimate-occluded", points, missing) : null;
}

/** Whether a point that is not labelled is asked why. */
export function asksWhy(name: string, rules: Rules): boolean {
  return rules.occluded === "estimate-occluded" || rules.required.includes(name);
}

function named(rule: Broken["rule"], points: readonly WirePoint[], breaks: (point: WirePoint) => boolean) {
  const index = points.findIndex(breaks);
  return index < 0 ? null : { index, rule };
}

/** Whoever gives a reason has not forgotten the point. */
function missing({ state, reason }: WirePoint): boolean {
  return state === "not-labelled" && reason === null;
}
