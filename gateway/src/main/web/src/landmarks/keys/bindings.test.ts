import { describe, expect, test } from "vitest";
import { commandFor, keepKeys, keptKeys, keysOf, type Remapped, refusalOf, remap } from "./bindings.ts";
import { chordOf, type Press } from "./chord.ts";
import { COMMANDS } from "./commands.ts";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: "",
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...more,
});

describe("a chord", () => {
  test("is written with what is held beside it", () => {
    expect(chordOf(press("n"))).toBe("n");
    expect(chordOf(press("M", { shiftKey: true }))).toBe("Shift+m");
    expect(chordOf(press("ArrowUp", { altKey: true }))).toBe("Alt+ArrowUp");
    expect(chordOf(press("z", { metaKey: true }))).toBe("Control+z");
    expect(chordOf(press("Z", { ctrlKey: true, shiftKey: true }))).toBe("Control+Shift+z");
  });

  test("has the same digits on every layout", () => {
    expect(chordOf(press("!", { code: "Digit1", shiftKey: true }))).toBe("Shift+1");
    expect(chordOf(press("&", { code: "Digit1" }))).toBe("1");
    expect(chordOf(press("1", { code: "Numpad1" }))).toBe("1");
  });

  test("is a sign without the Shift or AltGr that it needs", () => {
    expect(chordOf(press("?", { shiftKey: true }))).toBe("?");
    expect(chordOf(press("+", { code: "BracketRight" }))).toBe("+");
    expect(chordOf(press("[", { ctrlKey: true, altKey: true }))).toBe("[");
    expect(chordOf(press("+", { ctrlKey: true }))).toBe("Control++");
  });

  test("is none for a key that goes beside others", () => {
    expect(chordOf(press("Shift", { shiftKey: true }))).toBeNull();
    expect(chordOf(press("Dead"))).toBeNull();
  });
});

test("no two commands share a key", () => {
  const all = COMMANDS.flatMap(({ keys }) => keys);
  expect(new Set(all).size).toBe(all.length);
  for (const { id, keys } of COMMANDS) {
    for (const key of keys) {
      expect(commandFor({}, key)).toEqual({ id, step: 1 });
    }
  }
});

test("nudges go by 1, 10 with Shift and a tenth with Alt, whatever their key is", () => {
  expect(commandFor({}, "Shift+ArrowLeft")).toEqual({ id: "nudge-left", step: 10 });
  expect(commandFor({}, "Alt+ArrowLeft")).toEqual({ id: "nudge-left", step: 0.1 });
  const remapped = remap({}, "nudge-left", "y");
  expect(commandFor(remapped, "Shift+y")).toEqual({ id: "nudge-left", step: 10 });
  expect(commandFor(remapped, "ArrowLeft")).toBeNull();
});

describe("choosing another key", () => {
  test("refuses the keys that lead out of the picture", () => {
    for (const key of ["Tab", "Shift+Tab", "Escape"]) {
      expect(refusalOf({}, "loupe", key)).toEqual({ why: "leaves" });
      expect(remap({}, "loupe", key)).toEqual({});
    }
  });

  test("refuses what belongs to the browser", () => {
    for (const key of ["Control+w", "Alt+1", "F5"]) {
      expect(refusalOf({}, "loupe", key)).toEqual({ why: "browser" });
    }
  });

  test("refuses a key that does something else, and one that is a step of a nudge", () => {
    expect(refusalOf({}, "loupe", "n")).toEqual({ why: "taken", by: "next-point" });
    expect(refusalOf({}, "loupe", "Shift+ArrowUp")).toEqual({ why: "taken", by: "nudge-up" });
    expect(refusalOf({}, "nudge-up", "Shift+w")).toEqual({ why: "step" });
    expect(refusalOf({}, "nudge-up", "w")).toBeNull();
    // With Shift it would turn the group's mode on.
    expect(refusalOf({ "hold-group": "y" }, "nudge-up", "g")).toEqual({ why: "taken", by: "group-mode" });
  });

  test("frees the key that it had", () => {
    const remapped = remap({}, "next-point", "w");
    expect(keysOf(remapped, "next-point")).toEqual(["w"]);
    expect(refusalOf(remapped, "loupe", "n")).toBeNull();
  });

  test("gives a command its own key back unless somebody took it", () => {
    const freed = remap({}, "next-point", "w");
    expect(remap(freed, "next-point", null)).toEqual({});
    const taken = remap(freed, "loupe", "n");
    expect(remap(taken, "next-point", null)).toEqual(taken);
  });
});

describe("what the browser keeps", () => {
  const storage = (text: string | null) => ({ getItem: () => text });

  test("comes back as it was kept", () => {
    const kept = new Map<string, string>();
    const remapped: Remapped = { loupe: "y", "nudge-left": "w" };
    keepKeys({ setItem: (key, value) => void kept.set(key, value) }, remapped);
    expect(keptKeys({ getItem: (key) => kept.get(key) ?? null })).toEqual(remapped);
  });

  test("counts as nothing where it is spoilt, and cannot make two commands one", () => {
    for (const text of ["{", "null", "[]", '"n"', '{"nothing":"y"}', '{"loupe":3}']) {
      expect(keptKeys(storage(text))).toEqual({});
    }
    expect(keptKeys(storage('{"loupe":"n","mirror":"Escape"}'))).toEqual({});
    expect(keptKeys(storage('{"loupe":"y","mirror":"y"}'))).toEqual({ mirror: "y" });
    // Two that changed places are right together, whichever is read first.
    const swapped = { loupe: "x", mirror: "l" };
    expect(keptKeys(storage(JSON.stringify(swapped)))).toEqual(swapped);
    expect(keptKeys(storage('{"loupe":"x"}'))).toEqual({});
  });
});
