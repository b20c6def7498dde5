import { describe, expect, test } from "vitest";
import { imagePoint } from "./points.ts";
import { toStored, toUpright, uprightSize } from "./upright.ts";

const WIDTH = 300;
const HEIGHT = 200;

// Where the stored raster's first row and first column are seen (EXIF 2.32, 4.6.4 A).
const SIDES: Readonly<Record<number, readonly [string, string]>> = {
  1: ["top", "left"],
  2: ["top", "right"],
  3: ["bottom", "right"],
  4: ["bottom", "left"],
  5: ["left", "top"],
  6: ["right", "top"],
  7: ["right", "bottom"],
  8: ["left", "bottom"],
};

describe.each([1, 2, 3, 4, 5, 6, 7, 8])("orientation %i", (orientation) => {
  const raster = { width: WIDTH, height: HEIGHT, orientation };
  const size = uprightSize(raster);

  function side(x: number, y: number): string[] {
    const point = toUpright(raster, imagePoint(x, y));
    return [
      ...(point.x === 0 ? ["left"] : point.x === size.width ? ["right"] : []),
      ...(point.y === 0 ? ["top"] : point.y === size.height ? ["bottom"] : []),
    ];
  }

  test("shows the first row and the first column where the standard says", () => {
    expect(side(120, 0)).toEqual([SIDES[orientation]?.[0]]);
    expect(side(0, 70)).toEqual([SIDES[orientation]?.[1]]);
  });

  test("is undone exactly", () => {
    for (const [x, y] of [
      [0, 0],
      [12.5, 190.25],
      [300, 200],
    ] as const) {
      expect(toStored(raster, toUpright(raster, imagePoint(x, y)))).toEqual({ x, y });
    }
  });
});
