import { describe, expect, test } from "vitest";
import { figureDrawing } from "./figureDrawing.ts";

const SHAPE = {
  names: ["left", "right", "below"],
  mean: [
    { x: -0.5, y: 0 },
    { x: 0.5, y: 0 },
    { x: 0, y: 0.6 },
  ],
  contours: [{ name: "all", points: [0, 1, 2], closed: true }],
};

describe("a figure", () => {
  test("shows a point where it belongs, with what lies around", () => {
    const drawn = figureDrawing(SHAPE, "right", 0, 0);
    expect(drawn?.right).toEqual({ x: 0.5, y: 0 });
    expect(drawn?.wrong).toBeNull();
    expect(drawn?.others).toHaveLength(2);
    expect(drawn?.view).toBe("0.3 -0.2 0.4 0.4");
    expect(drawn?.lines).toEqual([{ name: "all", corners: "-0.5,0 0.5,0 0,0.6 -0.5,0" }]);
  });

  test("shows a wrong place within its bounds, however far off it is", () => {
    for (const [dx, dy] of [
      [-0.2, 0.05],
      [1, -1],
      [0, 0.01],
    ] as const) {
      const drawn = figureDrawing(SHAPE, "below", dx, dy);
      const [left, top, wide] = (drawn?.view ?? "").split(" ").map(Number) as [number, number, number];
      const wrong = drawn?.wrong ?? { x: Number.NaN, y: Number.NaN };
      expect(wrong.x).toBeCloseTo(dx);
      expect(wrong.y).toBeCloseTo(0.6 + dy);
      expect(wrong.x > left && wrong.x < left + wide).toBe(true);
      expect(wrong.y > top && wrong.y < top + wide).toBe(true);
    }
  });

  test("is none of a point that the shape has not", () => {
    expect(figureDrawing(SHAPE, "nose", 0, 0)).toBeNull();
  });
});
