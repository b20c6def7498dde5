import { expect, test } from "vitest";
import { factorsOf, partsOf } from "./density.ts";

test("a name that is a contour's and a group's is asked for once, and groups of their own as well", () => {
  const named = (...names: string[]) => names.map((name) => ({ name }));
  expect(partsOf({ contours: named("jaw", "eye-left"), groups: named("jaw", "pupils") })).toEqual([
    "jaw",
    "eye-left",
    "pupils",
  ]);
});

test("lines that stay whole are not sent", () => {
  expect(factorsOf({ jaw: 3, "eye-left": 1, lips: 8 })).toEqual({ jaw: 3, lips: 8 });
});
