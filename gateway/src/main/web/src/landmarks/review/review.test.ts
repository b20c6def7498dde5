import { describe, expect, test, vi } from "vitest";
import { viewPoint } from "../../views/points.ts";
import type { Underlay } from "../drawing.ts";
import { firstState } from "../editorState.ts";
import type { Landmark, Points } from "../points.ts";
import type { Remark } from "../remarks.ts";
import type { Viewport } from "../viewport.ts";
import { Comparison } from "./Comparison.ts";
import { differences } from "./differences.ts";
import { nextRemarked, verdictOf } from "./verdicts.ts";

const at = (x: number, y: number, more: Partial<Landmark> = {}): Landmark => ({
  place: viewPoint(x, y),
  state: "visible",
  provenance: "confirmed",
  reason: null,
  ...more,
});

const BEFORE: Points = [
  at(10, 10),
  at(20, 10),
  at(30, 10),
  at(40, 10, { state: "ambiguous", reason: "hair" }),
];
const SCREEN: Viewport = { scale: 2, left: 0, top: 0, flipped: false };

const remarkOn = (point: number | null): Remark => ({
  thread: String(point),
  version: 1,
  point,
  text: "Further out",
  created: "2026-11-27T05:00:00Z",
});

/** An editor whose points can be changed, and what it was given to draw under them. */
function editing(points: Points) {
  const laid: Array<Underlay | null> = [];
  const editor = {
    state: firstState(points),
    layUnder: (under: Underlay | null) => void laid.push(under),
  };
  return { editor, laid };
}

/** Where lines begin and end when this is drawn: CSS pixels. */
function lines(under: Underlay, points: Points): string[] {
  const drawn: string[] = [];
  let from = "";
  const context = {
    beginPath: vi.fn(),
    stroke: vi.fn(),
    setLineDash: vi.fn(),
    moveTo: (x: number, y: number) => {
      from = `${x},${y}`;
    },
    lineTo: (x: number, y: number) => void drawn.push(`${from} ${x},${y}`),
  };
  under(context as unknown as CanvasRenderingContext2D, SCREEN, points);
  return drawn;
}

describe("what differs from what was handed in", () => {
  test("is a point's place, its state or its reason, and not who looked at it", () => {
    expect(differences(BEFORE, BEFORE)).toBe(0);
    expect(differences(BEFORE, BEFORE.with(0, at(10, 10, { provenance: "moved" })))).toBe(0);
    expect(differences(BEFORE, BEFORE.with(0, at(10 + 1e-9, 10)))).toBe(0);
    expect(differences(BEFORE, BEFORE.with(0, at(10.01, 10)))).toBe(1);
    expect(differences(BEFORE, BEFORE.with(1, at(20, 10, { state: "occluded" })))).toBe(1);
    expect(differences(BEFORE, BEFORE.with(3, at(40, 10, { state: "ambiguous", reason: "glasses" })))).toBe(
      1,
    );
    expect(differences(BEFORE, BEFORE.with(2, at(0, 0, { place: null, state: "not-labelled" })))).toBe(1);
  });
});

describe("what was handed in", () => {
  test("is drawn under the points while it is asked for, with the way to where each stands now", () => {
    const { editor, laid } = editing(BEFORE);
    const comparison = new Comparison(editor, BEFORE);
    expect(laid).toEqual([]);

    expect(comparison.toggle()).toBe(true);
    const under = laid[0];
    expect(under).toBeTypeOf("function");
    if (under === undefined || under === null) {
      return;
    }
    expect(lines(under, BEFORE)).toHaveLength(2 * BEFORE.length);
    const moved = BEFORE.with(1, at(25, 15));
    expect(lines(under, moved)).toContain("40,20 50,30");
    expect(lines(under, moved)).toHaveLength(2 * BEFORE.length + 1);

    expect(comparison.toggle()).toBe(false);
    expect(laid.at(-1)).toBeNull();
  });

  test("leaves no cross where no point was placed", () => {
    const { editor, laid } = editing(BEFORE);
    const none = BEFORE.map((point): Landmark => ({ ...point, state: "not-labelled" }));
    new Comparison(editor, none).toggle();
    expect(laid[0] === undefined || laid[0] === null ? null : lines(laid[0], BEFORE)).toEqual([]);
  });

  test("leaves the picture with the face", () => {
    const { editor, laid } = editing(BEFORE);
    const comparison = new Comparison(editor, BEFORE);
    comparison.end();
    expect(laid).toEqual([]);
    comparison.toggle();
    comparison.end();
    expect(laid.at(-1)).toBeNull();
  });

  test("is compared with the points as they stand, not as they stood", () => {
    const { editor } = editing(BEFORE);
    const comparison = new Comparison(editor, BEFORE);
    editor.state = firstState(BEFORE.with(0, at(11, 10)).with(1, at(21, 10)));
    expect(comparison.changed).toBe(2);
  });
});

describe("a key that says what becomes of it", () => {
  const same = { changed: 0, recoded: false, remarks: [] };

  test("accepts what nothing was changed of, and never loses what was", () => {
    expect(verdictOf("accept", same)).toEqual({ does: "accepted" });
    expect(verdictOf("accept", { ...same, changed: 2 })).toEqual({ leavesOut: 2 });
    expect(verdictOf("accept", { ...same, recoded: true })).toEqual({ leavesOut: 0 });
  });

  test("submits changes, and nothing that would pass for one", () => {
    expect(verdictOf("fix", same)).toEqual({ lacks: "change" });
    expect(verdictOf("fix", { ...same, changed: 1 })).toEqual({ does: "fixed" });
    expect(verdictOf("fix", { ...same, recoded: true })).toEqual({ does: "fixed" });
  });

  test("says neither while there is nothing to compare with", () => {
    expect(verdictOf("accept", { ...same, changed: null })).toEqual({ lacks: "comparison" });
    expect(verdictOf("fix", { ...same, changed: null })).toEqual({ lacks: "comparison" });
  });

  test("returns it with a remark, and asks for one otherwise", () => {
    expect(verdictOf("return", same)).toEqual({ lacks: "remark" });
    expect(verdictOf("return", { ...same, changed: null, remarks: [remarkOn(1)] })).toEqual({
      does: "returned",
    });
  });
});

test("the next point with a remark comes round again, and one that is gone is passed over", () => {
  const remarks = [remarkOn(30), remarkOn(null), remarkOn(4)];
  expect(nextRemarked(remarks, 0)).toBe(4);
  expect(nextRemarked(remarks, 4)).toBe(30);
  expect(nextRemarked(remarks, 30)).toBe(4);
  expect(nextRemarked([remarkOn(null)], 0)).toBe(-1);
});
