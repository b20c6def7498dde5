import { expect, test } from "vitest";
import { viewPoint } from "../../views/points.ts";
import type { Landmark } from "../points.ts";
import { apply, turning } from "./affine.ts";
import { mirrorMarks } from "./mirror.ts";

const FLIP = [1, 0, 2, 4, 3];
const FACE = [
  [-30, 0],
  [30, 0],
  [0, 25],
  [-20, 50],
  [20, 50],
] as const;
const point = (x: number, y: number): Landmark => ({
  place: viewPoint(x, y),
  state: "visible",
  provenance: "moved",
  reason: null,
});
/** The face about (100, 80), leaning to one side. */
const leaning = FACE.map(([x, y]) => {
  const turned = apply(turning({ x: 0, y: 0 }, 0.3), { x, y });
  return point(turned.x + 100, turned.y + 80);
});

test("a face that is the same on both sides lies under its own mirror image, however it leans", () => {
  mirrorMarks(leaning, FLIP).forEach((mark, i) => {
    expect(mark?.x).toBeCloseTo(leaning[i]?.place?.x ?? 0, 9);
    expect(mark?.y).toBeCloseTo(leaning[i]?.place?.y ?? 0, 9);
  });
});

test("a point that lies wrong lies farthest from its mark, with its opposite", () => {
  const wrong = leaning.with(3, point((leaning[3]?.place?.x ?? 0) + 12, leaning[3]?.place?.y ?? 0));
  const away = mirrorMarks(wrong, FLIP).map((mark, i) =>
    Math.hypot((mark?.x ?? 0) - (wrong[i]?.place?.x ?? 0), (mark?.y ?? 0) - (wrong[i]?.place?.y ?? 0)),
  );
  const others = [away[0], away[1], away[2]].map((one) => one ?? 0);
  expect(Math.min(away[3] ?? 0, away[4] ?? 0)).toBeGreaterThan(Math.max(...others));
});

test("what has no place has no mark on the other side", () => {
  const without = leaning.with(0, { ...point(0, 0), place: null });
  const marks = mirrorMarks(without, FLIP);
  expect(marks[1]).toBeNull();
  expect(marks[0]).not.toBeNull();
  expect(mirrorMarks([leaning[2] ?? point(0, 0)], [0])).toEqual([null]);
});
