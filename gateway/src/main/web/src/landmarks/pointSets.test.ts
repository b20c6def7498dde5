import { describe, expect, test } from "vitest";
import { viewPoint } from "../views/points.ts";
import { confirmEach, groupOf, moveEach, nextOpen } from "./pointSets.ts";
import { confirm, confirmAll, type Landmark, move, type Provenance, setState, untouched } from "./points.ts";

const SIZE = { width: 100, height: 80 };
const at = (x: number, provenance: Provenance | null, more: Partial<Landmark> = {}): Landmark => ({
  place: viewPoint(x, 10),
  state: "visible",
  provenance,
  reason: null,
  ...more,
});
const right =
  (by: number) =>
  ({ x, y }: { x: number; y: number }) => ({ x: x + by, y });

describe("moving points together", () => {
  test("makes no person's word of what nobody looked at by itself", () => {
    const points = [at(10, "suggested-untouched"), at(20, "confirmed"), at(30, "placed"), at(40, "moved")];
    const moved = moveEach(points, [0, 1, 2, 3], right(5), SIZE);
    expect(moved.map(({ provenance }) => provenance)).toEqual(["fitted", "moved", "placed", "moved"]);
    expect(moved.map(({ place }) => place?.x)).toEqual([15, 25, 35, 45]);
    expect(untouched(moved)).toBe(1);
  });

  test("leaves others alone, and what has no place or no label", () => {
    const points = [
      at(10, "moved"),
      at(20, "moved", { state: "not-labelled" }),
      at(0, null, { place: null }),
    ];
    expect(moveEach(points, [1, 2], right(5), SIZE)).toEqual(points);
  });

  test("keeps points on the view, and those outside where they go", () => {
    const points = [at(98, "moved"), at(98, "moved", { state: "outside" })];
    expect(moveEach(points, [0, 1], right(5), SIZE).map(({ place }) => place?.x)).toEqual([100, 103]);
  });

  test("does not touch what stays in its place, or would go nowhere", () => {
    const points = [at(10, "suggested-untouched")];
    expect(moveEach(points, [0], right(0), SIZE)[0]).toBe(points[0]);
    expect(moveEach(points, [0], right(Number.NaN), SIZE)[0]).toBe(points[0]);
  });
});

describe("a point that was laid with others", () => {
  const laid = [at(10, "fitted")];

  test("is placed by whoever agrees to it, moves it or says its state", () => {
    expect(confirm(laid, 0)[0]?.provenance).toBe("placed");
    expect(confirmAll(laid)[0]?.provenance).toBe("placed");
    expect(move(laid, 0, viewPoint(1, 1), SIZE)[0]?.provenance).toBe("placed");
    expect(setState(laid, 0, "occluded", SIZE)[0]?.provenance).toBe("placed");
  });

  test("waits to be looked at", () => {
    expect(untouched(laid)).toBe(1);
    expect(nextOpen(laid, 0)).toBe(0);
  });
});

test("a group is confirmed without those beside it", () => {
  const points = [
    at(10, "suggested-untouched"),
    at(20, "suggested-untouched"),
    at(30, "suggested-untouched"),
  ];
  const groups = [
    { name: "eye", points: [0, 2] },
    { name: "nose", points: [1] },
  ];
  const confirmed = confirmEach(points, groupOf(groups, 2));
  expect(confirmed.map(({ provenance }) => provenance)).toEqual([
    "confirmed",
    "suggested-untouched",
    "confirmed",
  ]);
  expect(groupOf(groups, 7)).toEqual([7]);
});

test("the next point that waits is found behind the one before, and round the end", () => {
  const points = [
    at(10, "suggested-untouched"),
    at(20, "moved"),
    at(0, null, { place: null }),
    at(30, "confirmed"),
  ];
  expect(nextOpen(points, 0)).toBe(2);
  expect(nextOpen(points, 2)).toBe(0);
  expect(nextOpen([at(1, "moved")], 0)).toBe(-1);
  // Who says that there is nothing to place has said all.
  expect(nextOpen([at(1, null, { place: null, state: "outside" })], 0)).toBe(-1);
  expect(nextOpen([], 0)).toBe(-1);
});
