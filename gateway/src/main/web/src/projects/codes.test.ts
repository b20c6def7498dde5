import { expect, test } from "vitest";
import { POINTS_ALONE, told, wanted } from "./codes.ts";

test("asks for nothing where nothing is filled in", () => {
  expect(wanted(POINTS_ALONE, "measurement")).toBeNull();
});

test("asks for expressions only where emotions are inferred", () => {
  const draft = { units: "6, 12", expressions: true, attributes: "glasses hand" };
  expect(wanted(draft, "measurement")).toEqual({
    actionUnits: [6, 12],
    expressions: false,
    attributes: ["glasses", "hand"],
  });
  expect(wanted(draft, "emotion-inference")).toMatchObject({ expressions: true });
  expect(wanted({ ...draft, units: "all" }, "measurement")).toMatchObject({ actionUnits: "all" });
});

test("tells in one line what a project asks for", () => {
  expect(told(null)).toBe("–");
  expect(told({ actionUnits: [6, 12], rules: "prototypes-1", attributes: [] })).toBe("6+12 · prototypes-1");
});
