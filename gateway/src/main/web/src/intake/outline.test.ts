import { expect, test } from "vitest";
import { uprightPoint } from "../views/upright.ts";
import { changed, ellipse, moved, nearest, within } from "./outline.ts";

const SQUARE = [uprightPoint(0, 0), uprightPoint(10, 0), uprightPoint(10, 10), uprightPoint(0, 10)];

test("a new outline surrounds the box's middle and reaches a little beyond its sides", () => {
  const corners = ellipse(100, 200, 40, 60);
  const xs = corners.map(({ x }) => x);
  expect(Math.min(...xs)).toBeCloseTo(97, 6);
  expect(Math.max(...xs)).toBeCloseTo(143, 6);
  expect(Math.max(...corners.map(({ y }) => y))).toBeCloseTo(264.5, 6);
});

test("the nearest corner within reach is taken, and none beyond", () => {
  expect(nearest(SQUARE, 9, 1, 3)).toBe(1);
  expect(nearest(SQUARE, 5, 5, 3)).toBe(-1);
});

test("moving a corner moves no other", () => {
  expect(moved(SQUARE, 2, 12, 13)).toEqual([SQUARE[0], SQUARE[1], { x: 12, y: 13 }, SQUARE[3]]);
});

test("an outline is scaled about its middle", () => {
  expect(changed(SQUARE, 1, 0, 2, 1)).toEqual([
    { x: -4, y: 0 },
    { x: 16, y: 0 },
    { x: 16, y: 10 },
    { x: -4, y: 10 },
  ]);
});

test("no corner leaves the picture", () => {
  expect(within(changed(SQUARE, -3, 4, 1, 1), 10, 10)).toEqual([
    { x: 0, y: 4 },
    { x: 7, y: 4 },
    { x: 7, y: 10 },
    { x: 0, y: 10 },
  ]);
});
