import { describe, expect, test } from "vitest";
import type { Place } from "./affine.ts";
import { handlesOf, pull } from "./contourHandles.ts";

const line = (count: number) => ({ points: Array.from({ length: count }, (_, i) => i), closed: false });
/** A jaw: half a circle of 17 points. */
const jaw: readonly Place[] = Array.from({ length: 17 }, (_, i) => ({
  x: 100 - 80 * Math.cos((Math.PI * i) / 16),
  y: 50 + 90 * Math.sin((Math.PI * i) / 16),
}));

describe("the handles of a line", () => {
  test("are few, and both ends of an open line are among them", () => {
    expect(handlesOf(line(17))).toEqual([0, 8, 16]);
    expect(handlesOf(line(33))).toEqual([0, 5, 11, 16, 21, 27, 32]);
  });

  test("go round a closed one without meeting", () => {
    const handles = handlesOf({ ...line(36), closed: true });
    expect(handles).toHaveLength(7);
    expect(handles[0]).toBe(0);
    expect(handles.at(-1)).toBeLessThan(36 - 3);
  });

  test("are none where each point is pulled by itself", () => {
    expect(handlesOf(line(8))).toEqual([]);
  });
});

describe("pulling a line by a handle", () => {
  test("takes the points between along the less, the nearer they lie to the next handles", () => {
    const pulled = pull(jaw, false, [0, 8, 16], 1, { x: 0, y: 10 });
    const rise = pulled.map((place, i) => place.y - (jaw[i]?.y ?? 0));
    expect(rise[0]).toBe(0);
    expect(rise[16]).toBe(0);
    expect(rise[8]).toBeCloseTo(10, 9);
    for (let i = 1; i <= 8; i++) {
      expect(rise[i]).toBeGreaterThan(rise[i - 1] ?? 0);
      expect(rise[8 + i]).toBeLessThan(rise[7 + i] ?? 0);
    }
    expect(pulled.every((place, i) => place.x === jaw[i]?.x)).toBe(true);
  });

  test("leaves everything beyond the next handles where it is", () => {
    const handles = handlesOf(line(33));
    const places = Array.from({ length: 33 }, (_, x) => ({ x, y: 0 }));
    const pulled = pull(places, false, handles, 2, { x: 0, y: -4 });
    pulled.forEach((place, i) => {
      if (i <= 5 || i >= 16) {
        expect(place).toBe(places[i]);
      }
    });
    expect(pulled[11]).toEqual({ x: 11, y: -4 });
  });

  test("keeps the order, however far somebody pulls along the line", () => {
    const places = Array.from({ length: 17 }, (_, x) => ({ x: 4 * x, y: 0 }));
    for (const far of [5, 20, 400, -400]) {
      const pulled = pull(places, false, [0, 8, 16], 1, { x: far, y: 3 });
      for (let i = 1; i < pulled.length; i++) {
        expect(pulled[i]?.x).toBeGreaterThan(pulled[i - 1]?.x ?? 0);
      }
      expect(pulled[8]?.y).toBe(3);
    }
  });

  test("ends fixed at one side only, at the end of an open line", () => {
    const pulled = pull(jaw, false, [0, 8, 16], 0, { x: -6, y: 2 });
    expect(pulled[0]).toEqual({ x: (jaw[0]?.x ?? 0) - 6, y: (jaw[0]?.y ?? 0) + 2 });
    expect(pulled[8]).toBe(jaw[8]);
    expect(pulled[12]).toBe(jaw[12]);
  });

  test("goes over the seam of a closed line", () => {
    const ring = Array.from({ length: 20 }, (_, i) => ({
      x: Math.cos((Math.PI * i) / 10),
      y: Math.sin((Math.PI * i) / 10),
    }));
    const handles = handlesOf({ ...line(20), closed: true });
    const pulled = pull(ring, true, handles, 0, { x: 0.1, y: 0 });
    expect(pulled[0]?.x).toBeCloseTo(1.1, 9);
    expect(pulled[19]?.x).toBeGreaterThan(ring[19]?.x ?? 0);
    expect(pulled[1]?.x).toBeCloseTo((ring[1]?.x ?? 0) + (pulled[19]?.x ?? 0) - (ring[19]?.x ?? 0), 9);
    expect(pulled[handles[1] ?? 0]).toBe(ring[handles[1] ?? 0]);
  });

  test("moves points that all lie in one place", () => {
    const heap = Array.from({ length: 9 }, () => ({ x: 5, y: 5 }));
    const pulled = pull(heap, false, [0, 4, 8], 1, { x: 2, y: 0 });
    expect(pulled[4]).toEqual({ x: 7, y: 5 });
    expect(pulled[0]).toEqual({ x: 5, y: 5 });
  });
});
