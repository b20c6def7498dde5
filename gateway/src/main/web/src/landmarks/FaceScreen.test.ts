// @vitest-environment happy-dom

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { viewPoint } from "../views/points.ts";
import { FaceScreen, type Shown } from "./FaceScreen.ts";
import type { Landmark, Points } from "./points.ts";
import { PLAIN } from "./tone/tone.ts";

const at = (x: number, y: number): Landmark => ({
  place: viewPoint(x, y),
  state: "visible",
  provenance: "confirmed",
  reason: null,
});
const POINTS: Points = [at(10, 10), at(20, 20)];

let drawn: string[] = [];

/** Paper that notes what is drawn on it, in order: the picture, what lies under the points, and a point's own circle. */
function paper(): CanvasRenderingContext2D {
  const noted: Record<string, () => void> = {
    drawImage: () => void drawn.push("picture"),
    arc: () => void drawn.push("point"),
  };
  return new Proxy({} as CanvasRenderingContext2D, {
    get: (kept, name) => noted[String(name)] ?? Reflect.get(kept, name) ?? (() => undefined),
  });
}

class Behind {
  width = 1;
  readonly getContext = paper;
}

beforeEach(() => {
  drawn = [];
  vi.stubGlobal("OffscreenCanvas", Behind);
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => {
    draw();
    return 0;
  });
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation(paper as never);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A screen that shows two points, with something under them. */
function screen(change: Partial<Shown> = {}) {
  const seen: Points[] = [];
  const shown: Shown = {
    points: POINTS,
    contours: [],
    selected: -1,
    highlighted: [],
    reach: null,
    tone: PLAIN,
    hidden: false,
    held: null,
    loupe: null,
    under: (_context, _viewport, points) => {
      seen.push(points);
      drawn.push("under");
    },
    aids: { mirror: [], frame: null, handles: [], cross: null },
    ...change,
  };
  const bitmap = { width: 64, height: 64, close: vi.fn() } as unknown as ImageBitmap;
  const face = new FaceScreen(document.createElement("canvas"), bitmap, () => shown);
  face.showAll();
  return { face, seen, shown };
}

/** Without its repetitions. */
const order = () => drawn.filter((one, i) => one !== drawn[i - 1]);

test("what lies under the points is drawn on the picture and below each of them", () => {
  const { face, seen } = screen();
  expect(order()).toEqual(["picture", "under", "point"]);
  expect(seen).toEqual([POINTS]);
  face.close();
});

test("nothing is left of it while the picture is shown alone", () => {
  const { face } = screen({ hidden: true });
  expect(order()).toEqual(["picture"]);
  face.close();
});

test("while a point is held it is drawn once, without the held point, and anew where something else is to lie there", () => {
  const { face, seen, shown } = screen({ held: 1 });
  face.redraw();
  face.redraw();
  expect(seen.map((points) => points.map(({ place }) => place === null))).toEqual([[false, true]]);

  Object.assign(shown, { under: () => void drawn.push("other") });
  drawn = [];
  face.redraw();
  expect(drawn).toContain("other");
  face.close();
});
