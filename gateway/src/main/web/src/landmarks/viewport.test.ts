import { describe, expect, test } from "vitest";
import { viewPoint } from "../views/points.ts";
import { flip, LARGEST, reveal, screenPoint, shift, toScreen, toView, wholeView, zoom } from "./viewport.ts";

const VIEW = { width: 640, height: 512 };
const CANVAS = { width: 900, height: 600 };

describe("the way to the screen and back", () => {
  test("is the identity to 1e-9 view pixels, wherever and however large", () => {
    let seed = 20_261_122;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed / 2 ** 31;
    };
    for (let i = 0; i < 10_000; i++) {
      const viewport = {
        scale: 0.05 + random() * LARGEST,
        left: random() * 4000 - 2000,
        top: random() * 4000 - 2000,
        flipped: random() < 0.5,
      };
      const point = viewPoint(random() * 1024, random() * 1024);
      const back = toView(viewport, toScreen(viewport, point));
      expect(Math.hypot(back.x - point.x, back.y - point.y), `seed 20261122, round ${i}`).toBeLessThan(1e-9);
    }
  });

  test("puts the view's corner at the corner of its first pixel", () => {
    expect(toScreen({ scale: 2, left: 10, top: 20, flipped: false }, viewPoint(0, 0))).toEqual({
      x: 10,
      y: 20,
    });
    expect(toScreen({ scale: 2, left: 10, top: 20, flipped: false }, viewPoint(0.5, 0.5))).toEqual({
      x: 11,
      y: 21,
    });
  });
});

describe("fitting", () => {
  test("shows the whole view in the middle", () => {
    const viewport = wholeView(VIEW, CANVAS);
    expect(viewport.scale).toBeCloseTo(600 / 512);
    expect(toScreen(viewport, viewPoint(320, 256))).toEqual({ x: 450, y: 300 });
  });
});

describe("zooming", () => {
  test("keeps what lies under the cursor", () => {
    const before = wholeView(VIEW, CANVAS);
    const at = screenPoint(333, 111);
    const after = zoom(before, at, 3, VIEW, CANVAS);
    expect(after.scale).toBeCloseTo(before.scale * 3);
    expect(toView(after, at).x).toBeCloseTo(toView(before, at).x, 9);
    expect(toView(after, at).y).toBeCloseTo(toView(before, at).y, 9);
  });

  test("ends at the whole view and at the largest scale", () => {
    const whole = wholeView(VIEW, CANVAS);
    expect(zoom(shift(whole, 50, 50), screenPoint(0, 0), 0.1, VIEW, CANVAS)).toEqual(whole);
    expect(zoom(whole, screenPoint(0, 0), 1e6, VIEW, CANVAS).scale).toBe(LARGEST);
  });
});

test("a point out of sight is brought in by the least shift; one in sight moves nothing", () => {
  const near = { scale: 8, left: 0, top: 0, flipped: false };
  const shown = toScreen(reveal(near, viewPoint(600, 10), CANVAS), viewPoint(600, 10));
  expect(shown).toEqual({ x: 876, y: 80 });
  expect(reveal(near, viewPoint(50, 50), CANVAS)).toEqual(near);
});

describe("a picture that is shown as in a mirror", () => {
  test("has its left on the right, and the same middle", () => {
    const flipped = flip(wholeView(VIEW, CANVAS), CANVAS);
    expect(flipped).toEqual(wholeView(VIEW, CANVAS, true));
    expect(toScreen(flipped, viewPoint(320, 256)).x).toBeCloseTo(450);
    expect(toScreen(flipped, viewPoint(0, 0)).x).toBeGreaterThan(450);
    expect(flip(flipped, CANVAS)).toEqual(wholeView(VIEW, CANVAS));
  });

  test("is zoomed about what lies under the cursor", () => {
    const at = screenPoint(200, 333);
    const before = wholeView(VIEW, CANVAS, true);
    const after = zoom(before, at, 4, VIEW, CANVAS);
    expect(toView(after, at).x).toBeCloseTo(toView(before, at).x);
    expect(toView(after, at).y).toBeCloseTo(toView(before, at).y);
  });
});
