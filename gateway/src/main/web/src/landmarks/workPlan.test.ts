import { describe, expect, test } from "vitest";
import { typedPlan, wantedPlan } from "./workPlan.ts";

const PLAN = { copies: 3, dueDays: 14, priority: 2, secondLook: true, links: true };

describe("a work plan", () => {
  test("is sent as it was typed", () => {
    expect(wantedPlan(typedPlan(PLAN))).toEqual(PLAN);
    expect(wantedPlan({ ...typedPlan(PLAN), dueDays: " 365 " })).toEqual({ ...PLAN, dueDays: 365 });
  });

  test.each([
    ["copies", "0"],
    ["copies", "6"],
    ["dueDays", "366"],
    ["dueDays", "1.5"],
    ["dueDays", ""],
    ["dueDays", "1e2"],
    ["priority", "6"],
    ["priority", "-1"],
  ] as const)("is not sent with %s %s", (field, typed) => {
    expect(wantedPlan({ ...typedPlan(PLAN), [field]: typed })).toBeNull();
  });
});
