import { expect, test } from "vitest";
import { adviceFor, type Checked, halfGrey, keepCheck, lastCheck, STEPS, stepGreys } from "./screenCheck.ts";

const GOOD: Checked = { at: "2026-11-28T09:00:00Z", dark: 8, bright: 7, gamma: 2.2, light: "office" };

test("the grey with half of white's light is the one that gamma makes of it", () => {
  // The familiar 186 of a display of gamma 2.2, and the middle value of one that is linear.
  expect(halfGrey(2.2)).toBe(186);
  expect(halfGrey(1)).toBe(128);
  for (const gamma of [1.4, 1.8, 2.6, 3]) {
    expect((halfGrey(gamma) / 255) ** gamma).toBeCloseTo(0.5, 2);
  }
});

test("the steps are two values apart, from black and from white", () => {
  const { dark, bright } = stepGreys();
  expect(dark).toEqual([2, 4, 6, 8, 10, 12, 14, 16]);
  expect(bright).toHaveLength(STEPS);
  expect(bright[0]).toBe(253);
});

test("a good screen needs no advice, and each thing that is wrong has its own", () => {
  expect(adviceFor(GOOD)).toEqual([]);
  expect(adviceFor({ ...GOOD, dark: 3 })).toEqual(["raise-dark"]);
  expect(adviceFor({ ...GOOD, bright: 0, light: "bright" })).toEqual(["lower-bright", "light"]);
  expect(adviceFor({ ...GOOD, gamma: 1.4 })).toEqual(["gamma"]);
  expect(adviceFor({ ...GOOD, gamma: 3 })).toEqual(["gamma"]);
});

test("a check is kept with its date, and what is spoilt counts as none", () => {
  const kept = new Map<string, string>();
  keepCheck({ setItem: (key, value) => void kept.set(key, value) }, GOOD);
  expect(lastCheck({ getItem: (key) => kept.get(key) ?? null })).toEqual(GOOD);
  for (const text of [null, "{", "{}", '{"at":1}']) {
    expect(lastCheck({ getItem: () => text })).toBeNull();
  }
});
