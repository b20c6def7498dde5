import { describe, expect, test } from "vitest";
import { type Affine, affine, apply, type Place, scaling, similarity, turning } from "./affine.ts";

const SQUARE: readonly Place[] = [
  { x: 0, y: 0 },
  { x: 2, y: 0 },
  { x: 2, y: 2 },
  { x: 0, y: 2 },
  { x: 1, y: 0.5 },
];
const under = (map: Affine) => SQUARE.map((from) => ({ from, to: apply(map, from) }));
const near = (map: Affine | null, wanted: Affine) => {
  for (const key of ["a", "b", "c", "d", "e", "f"] as const) {
    expect(map?.[key]).toBeCloseTo(wanted[key], 9);
  }
};

describe("the similarity that fits best", () => {
  test("is the one that the points were made by", () => {
    const turn = turning({ x: 5, y: -3 }, 0.7);
    const { a, b, c, d, e, f } = turn;
    const map = { a: 3 * a, b: 3 * b, c: 3 * c, d: 3 * d, e: 3 * e, f: 3 * f };
    near(similarity(under(map)), map);
    near(similarity(under(map).slice(0, 2)), map);
  });

  test("is a compromise where there is none", () => {
    // Stretched along x only: the fit lies between, and keeps the middle.
    const fit = similarity(under({ a: 2, b: 0, c: 0, d: 0, e: 1, f: 0 }));
    expect(fit?.a).toBeGreaterThan(1);
    expect(fit?.a).toBeLessThan(2);
    expect(fit?.b).toBeCloseTo(0, 1);
  });

  test("is none for one point, or for points in one place", () => {
    expect(similarity([])).toBeNull();
    expect(similarity(under(scaling({ x: 0, y: 0 }, 2)).slice(0, 1))).toBeNull();
    const same = { from: { x: 1, y: 1 }, to: { x: 4, y: 4 } };
    expect(similarity([same, same])).toBeNull();
    expect(similarity(SQUARE.map((from) => ({ from, to: { x: 3, y: 3 } })))).toBeNull();
  });
});

describe("the affine map that fits best", () => {
  test("is the one that the points were made by", () => {
    const map = { a: 2, b: 0.3, c: -7, d: -0.4, e: 1.5, f: 11 };
    near(affine(under(map)), map);
  });

  test("is none for points on one line", () => {
    const line = [0, 1, 2, 3].map((x) => ({ from: { x, y: 2 * x }, to: { x, y: x } }));
    expect(affine(line)).toBeNull();
    expect(affine(line.slice(0, 2))).toBeNull();
  });
});

test("turning and scaling leave their centre where it is, and turn clockwise on the screen", () => {
  const centre = { x: 3, y: 4 };
  expect(apply(scaling(centre, 5), centre)).toEqual(centre);
  const turned = apply(turning(centre, Math.PI / 2), { x: 4, y: 4 });
  expect(turned.x).toBeCloseTo(3, 12);
  expect(turned.y).toBeCloseTo(5, 12);
});
