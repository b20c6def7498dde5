import { describe, expect, test } from "vitest";
import { dropHandIn, handIns, noteHandIn, TAKE_BACK_MS } from "./handIns.ts";

function shelf(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
  };
}

const handIn = (task: string, at: number) => ({ task, purpose: "pain-assessment", at });

describe("what was handed in", () => {
  test("can be taken back for ten minutes, the newest first", () => {
    const kept = shelf();
    noteHandIn(kept, handIn("a", 1_000));
    noteHandIn(kept, handIn("b", 2_000));
    expect(handIns(kept, 2_000).map(({ task }) => task)).toEqual(["b", "a"]);
    expect(handIns(kept, 1_000 + TAKE_BACK_MS - 1)).toHaveLength(2);
    expect(handIns(kept, 1_000 + TAKE_BACK_MS).map(({ task }) => task)).toEqual(["b"]);
    expect(handIns(kept, 2_000 + TAKE_BACK_MS)).toEqual([]);
  });

  test("stands there once, with its last time", () => {
    const kept = shelf();
    noteHandIn(kept, handIn("a", 1_000));
    noteHandIn(kept, handIn("a", 5_000));
    expect(handIns(kept, 5_000)).toEqual([handIn("a", 5_000)]);
  });

  test("is gone once it was taken back", () => {
    const kept = shelf();
    noteHandIn(kept, handIn("a", 1_000));
    noteHandIn(kept, handIn("b", 1_500));
    dropHandIn(kept, "b");
    expect(handIns(kept, 2_000)).toEqual([handIn("a", 1_000)]);
  });

  test("is nothing where the tab keeps something else, or was set to a later time", () => {
    expect(handIns(shelf("{"), 0)).toEqual([]);
    expect(handIns(shelf('[{"task": 1}]'), 0)).toEqual([]);
    const kept = shelf();
    noteHandIn(kept, handIn("a", 9_000));
    expect(handIns(kept, 8_000)).toEqual([]);
  });
});
