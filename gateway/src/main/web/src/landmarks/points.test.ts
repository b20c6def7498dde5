import { describe, expect, test } from "vitest";
import { viewPoint } from "../views/points.ts";
import {
  confirm,
  confirmAll,
  firstUnfinished,
  fromWire,
  type Landmark,
  leastSure,
  move,
  reach,
  setReason,
  setState,
  toWire,
  untouched,
} from "./points.ts";

const SIZE = { width: 100, height: 80 };
const suggested = (x: number, y: number): Landmark => ({
  place: viewPoint(x, y),
  state: "visible",
  provenance: "suggested-untouched",
  reason: null,
});
const three = [suggested(10, 10), suggested(20, 20), suggested(30, 30)];

describe("moving a point", () => {
  test("makes it a person's word and leaves the others suggestions", () => {
    const moved = move(three, 1, viewPoint(21.25, 19.5), SIZE);
    expect(moved.map((point) => point.provenance)).toEqual([
      "suggested-untouched",
      "moved",
      "suggested-untouched",
    ]);
    expect(moved[1]?.place).toEqual({ x: 21.25, y: 19.5 });
    expect(three[1]?.provenance).toBe("suggested-untouched");
  });

  test("keeps it on the view, edges included", () => {
    expect(move(three, 0, viewPoint(-3, 90), SIZE)[0]?.place).toEqual({ x: 0, y: 80 });
    expect(move(three, 0, viewPoint(100, 80), SIZE)[0]?.place).toEqual({ x: 100, y: 80 });
  });

  test("may leave the view in the state outside, and comes back with another state", () => {
    const outside = move(setState(three, 0, "outside", SIZE), 0, viewPoint(-5, 4), SIZE);
    expect(outside[0]?.place).toEqual({ x: -5, y: 4 });
    expect(setState(outside, 0, "visible", SIZE)[0]?.place).toEqual({ x: 0, y: 4 });
  });

  test("refuses what is not a place", () => {
    expect(move(three, 0, viewPoint(Number.NaN, 1), SIZE)).toEqual(three);
    expect(move(three, 0, viewPoint(1, Number.POSITIVE_INFINITY), SIZE)).toEqual(three);
    expect(move(three, 7, viewPoint(1, 1), SIZE)).toBe(three);
  });

  test("places a point that had no place", () => {
    const none: Landmark = { place: null, state: "not-labelled", provenance: null, reason: null };
    expect(move([none], 0, viewPoint(5, 5), SIZE)[0]).toEqual({
      place: { x: 5, y: 5 },
      state: "visible",
      provenance: "placed",
      reason: null,
    });
  });
});

describe("provenance", () => {
  test("confirming all does not confirm what was moved", () => {
    const all = confirmAll(move(three, 2, viewPoint(1, 1), SIZE));
    expect(all.map((point) => point.provenance)).toEqual(["confirmed", "confirmed", "moved"]);
    expect(untouched(all)).toBe(0);
  });

  test("confirming one leaves the rest untouched", () => {
    expect(untouched(confirm(three, 0))).toBe(2);
  });

  test("a suggestion brought in from outside of the view is moved, not confirmed", () => {
    const beyond: Landmark = { ...suggested(-5, 4), state: "outside" };
    expect(setState([beyond], 0, "visible", SIZE)[0]).toMatchObject({
      place: { x: 0, y: 4 },
      provenance: "moved",
    });
    expect(confirm([beyond], 0)[0]).toMatchObject({ place: { x: -5, y: 4 }, provenance: "confirmed" });
  });

  test("nothing turns a point back into a suggestion", () => {
    const worked = confirm(setState(move(three, 0, viewPoint(1, 1), SIZE), 0, "occluded", SIZE), 0);
    expect(worked[0]?.provenance).toBe("moved");
  });
});

describe("what is handed in", () => {
  test("has no place for points that are not labelled, and finds it again", () => {
    const gone = setState(three, 0, "not-labelled", SIZE);
    expect(toWire(gone, SIZE)[0]).toEqual({
      x: null,
      y: null,
      state: "not-labelled",
      provenance: null,
      reason: null,
    });
    const back = setState(gone, 0, "visible", SIZE);
    expect(toWire(back, SIZE)[0]).toMatchObject({ x: 10, y: 10, provenance: "confirmed" });
  });

  test("has no place on the view for a point outside of it, and finds it again", () => {
    const outside = setState(three, 0, "outside", SIZE);
    expect(toWire(outside, SIZE)[0]).toMatchObject({ x: null, y: null, state: "outside", provenance: null });
    const edge = move(outside, 0, viewPoint(100, 80), SIZE);
    expect(toWire(edge, SIZE)[0]).toMatchObject({ x: null, y: null });
    const beyond = move(outside, 0, viewPoint(100.5, 80), SIZE);
    expect(toWire(beyond, SIZE)[0]).toMatchObject({ x: 100.5, y: 80, provenance: "moved" });
    expect(toWire(setState(outside, 0, "visible", SIZE), SIZE)[0]).toMatchObject({ x: 10, y: 10 });
  });

  test("waits for the reason of an ambiguous point", () => {
    const ambiguous = setState(three, 1, "ambiguous", SIZE);
    expect(firstUnfinished(ambiguous)).toBe(1);
    expect(firstUnfinished(setReason(ambiguous, 1, "  "))).toBe(1);
    expect(firstUnfinished(setReason(ambiguous, 1, "blurred"))).toBe(-1);
    expect(toWire(setReason(ambiguous, 1, "blurred"), SIZE)[1]?.reason).toBe("blurred");
  });

  test("gives a reason for no other state", () => {
    const back = setState(setReason(setState(three, 1, "ambiguous", SIZE), 1, "blurred"), 1, "visible", SIZE);
    expect(toWire(back, SIZE)[1]?.reason).toBeNull();
    expect(setReason(three, 0, "x")[0]?.reason).toBeNull();
  });

  test("is what came in where nobody did anything", () => {
    expect(fromWire(toWire(three, SIZE))).toEqual(three);
  });
});

describe("how sure suggestions are", () => {
  test("leads to the least sure one that nobody has looked at", () => {
    expect(leastSure(three, [1, 3, 2])).toBe(1);
    expect(leastSure(confirm(three, 1), [1, 3, 2])).toBe(2);
    expect(leastSure(move(three, 1, viewPoint(5, 5), SIZE), [1, 3, 2])).toBe(2);
    expect(leastSure(confirmAll(three), [1, 3, 2])).toBe(-1);
    expect(leastSure(three, [])).toBe(-1);
    expect(leastSure(three, [null, null, null])).toBe(-1);
  });

  test("is told by how far 95 of 100 lie off", () => {
    expect(reach(three[0], 2)).toBeCloseTo(4.895, 3);
    expect(reach(confirm(three, 0)[0], 2)).toBeNull();
    expect(reach(three[0], null)).toBeNull();
    expect(reach(undefined, 2)).toBeNull();
  });
});
