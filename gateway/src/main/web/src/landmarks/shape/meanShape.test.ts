import { describe, expect, test } from "vitest";
import { viewPoint } from "../../views/points.ts";
import type { Landmark } from "../points.ts";
import { apply } from "./affine.ts";
import { anchorsOf, layMean, meanFit } from "./meanShape.ts";

const VIEW = { width: 200, height: 200 };
const MEAN = [
  { x: -0.5, y: 0 },
  { x: 0.5, y: 0 },
  { x: 0, y: 0.5 },
  { x: -0.25, y: 0.9 },
  { x: 0.25, y: 0.9 },
  { x: 0, y: 1.3 },
];
const NAMES = [
  "eye-right-outer-corner",
  "eye-left-outer-corner",
  "nose-tip",
  "lip-outer-right-corner",
  "lip-outer-left-corner",
  "chin",
];
const nothing: Landmark = { place: null, state: "not-labelled", provenance: null, reason: null };
const at = (x: number, y: number, provenance: Landmark["provenance"]): Landmark => ({
  place: viewPoint(x, y),
  state: "visible",
  provenance,
  reason: null,
});

describe("the anchors", () => {
  test("are what everybody finds at once, where a schema has it", () => {
    expect(anchorsOf(NAMES, MEAN)).toEqual([0, 1, 2, 3, 4]);
  });

  test("are the points farthest apart where it has not", () => {
    const names = MEAN.map((_, i) => `corner-${i}`);
    const anchors = anchorsOf(names, MEAN);
    expect(anchors).toHaveLength(5);
    expect(new Set(anchors).size).toBe(5);
    expect(anchors.slice(0, 3).sort()).toEqual([0, 1, 5]);
    expect(anchorsOf(["a", "b"], MEAN.slice(0, 2)).sort()).toEqual([0, 1]);
  });
});

describe("laying the mean shape", () => {
  test("brings every other point along, and none of them passes for a person's word", () => {
    const points = [at(60, 50, "placed"), at(140, 50, "placed"), nothing, nothing, nothing, nothing];
    const laid = layMean(points, MEAN, [0, 1], VIEW);
    expect(laid.slice(0, 2)).toEqual(points.slice(0, 2));
    expect(laid[5]).toEqual(at(100, 50 + 1.3 * 80, "fitted"));
    expect(laid.slice(2).every(({ provenance }) => provenance === "fitted")).toBe(true);
  });

  test("leaves alone what somebody has looked at", () => {
    const kept = at(10, 10, "confirmed");
    const said: Landmark = { ...at(20, 20, "moved"), state: "not-labelled" };
    const points = [
      at(60, 50, "placed"),
      at(140, 50, "placed"),
      kept,
      said,
      at(1, 1, "suggested-untouched"),
      nothing,
    ];
    const laid = layMean(points, MEAN, [0, 1], VIEW);
    expect(laid[2]).toBe(kept);
    expect(laid[3]).toBe(said);
    expect(laid[4]?.provenance).toBe("fitted");
  });

  test("leaves a point where it was that would lie outside of the view", () => {
    const points = [at(60, 150, "placed"), at(140, 150, "placed"), nothing, nothing, nothing, nothing];
    expect(layMean(points, MEAN, [0, 1], VIEW)[5]).toBe(nothing);
  });

  test("changes nothing where the anchors do not tell", () => {
    const points = [at(60, 50, "placed"), at(60, 50, "placed"), nothing, nothing, nothing, nothing];
    expect(layMean(points, MEAN, [0, 1], VIEW)).toBe(points);
    expect(layMean(points, MEAN, [0], VIEW)).toBe(points);
  });
});

describe("the fit", () => {
  const pairs = (map: { a: number; b: number; c: number; d: number; e: number; f: number }) =>
    MEAN.slice(0, 5).map((from) => ({ from, to: apply(map, from) }));

  test("follows a head that is turned, by four anchors or more", () => {
    const turned = { a: 50, b: 4, c: 100, d: 2, e: 80, f: 60 };
    expect(meanFit(pairs(turned))?.a).toBeCloseTo(50, 9);
    const three = meanFit(pairs(turned).slice(0, 3));
    // Of three anchors none can be wrong under an affine map: they are fitted without shear.
    expect(three?.a).toBe(three?.e);
  });

  test("does not follow a wrong click into a sliver", () => {
    const sliver = meanFit(pairs({ a: 80, b: 0, c: 100, d: 0, e: 20, f: 60 }));
    expect(sliver?.a).toBe(sliver?.e);
    const inverted = meanFit(pairs({ a: -80, b: 0, c: 100, d: 0, e: 80, f: 60 }));
    expect((inverted?.a ?? 0) * (inverted?.e ?? 0) - (inverted?.b ?? 0) * (inverted?.d ?? 0)).toBeGreaterThan(
      0,
    );
  });
});
