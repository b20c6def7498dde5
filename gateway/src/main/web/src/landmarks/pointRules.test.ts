import { describe, expect, test } from "vitest";
import { asksWhy, firstBroken, type Rules } from "./pointRules.ts";
import type { PointState, WirePoint } from "./points.ts";

const NAMES = ["chin", "nose-tip", "eye-left"];
const NOTHING: Rules = { occluded: "as-found", required: [] };

function point(state: PointState, placed: boolean, reason: string | null = null): WirePoint {
  return { x: placed ? 1 : null, y: placed ? 2 : null, state, provenance: placed ? "moved" : null, reason };
}

const seen = point("visible", true);
const missing = point("not-labelled", false);

describe("a project that asks for nothing", () => {
  test("takes points as they are found", () => {
    expect(firstBroken([seen, point("occluded", true), missing], NAMES, NOTHING)).toBeNull();
  });
});

describe("required points", () => {
  const rules: Rules = { ...NOTHING, required: ["nose-tip"] };

  test("may not be missing, and others may", () => {
    expect(firstBroken([missing, seen, seen], NAMES, rules)).toBeNull();
    expect(firstBroken([seen, missing, seen], NAMES, rules)).toEqual({ index: 1, rule: "required" });
  });

  test("may be missing for a reason, or outside of the view", () => {
    expect(firstBroken([seen, point("not-labelled", false, "a scarf"), seen], NAMES, rules)).toBeNull();
    expect(firstBroken([seen, point("outside", false), seen], NAMES, rules)).toBeNull();
  });

  test("are asked why, and no others", () => {
    expect(asksWhy("nose-tip", rules)).toBe(true);
    expect(asksWhy("chin", rules)).toBe(false);
  });
});

describe("points that are not seen", () => {
  test("have no places where only visible ones do", () => {
    const rules: Rules = { ...NOTHING, occluded: "visible-only" };
    expect(firstBroken([seen, missing, point("outside", false)], NAMES, rules)).toBeNull();
    for (const state of ["occluded", "self-occluded", "ambiguous", "outside"] as const) {
      expect(firstBroken([seen, point(state, true), seen], NAMES, rules)).toEqual({
        index: 1,
        rule: "visible-only",
      });
    }
  });

  test("are all placed, or said why not, where they are estimated", () => {
    const rules: Rules = { ...NOTHING, occluded: "estimate-occluded" };
    expect(firstBroken([seen, point("occluded", true), seen], NAMES, rules)).toBeNull();
    expect(firstBroken([seen, seen, missing], NAMES, rules)).toEqual({ index: 2, rule: "estimate-occluded" });
    expect(firstBroken([seen, seen, point("not-labelled", false, "blurred")], NAMES, rules)).toBeNull();
    expect(asksWhy("chin", rules)).toBe(true);
  });
});
