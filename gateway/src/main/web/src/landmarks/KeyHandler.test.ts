import { describe, expect, test, vi } from "vitest";
import type { FaceEditor } from "./FaceEditor.ts";
import { KeyHandler } from "./KeyHandler.ts";
import { ACTS, HOLDS, isReview, leadsOff } from "./keys/actions.ts";
import type { Remapped } from "./keys/bindings.ts";
import { COMMANDS } from "./keys/commands.ts";

/** A canvas that can be typed at, and what came of it. */
function typing(remapped: Remapped = {}) {
  const canvas = new EventTarget();
  const editor = {
    selectNext: vi.fn(),
    selectLeastSure: vi.fn(),
    setState: vi.fn(),
    setStateAndAdvance: vi.fn(),
    confirmAndAdvance: vi.fn(),
    confirmGroup: vi.fn(),
    nudge: vi.fn(),
    shape: { setMode: vi.fn() },
    hidePoints: vi.fn(),
    stop: vi.fn(),
    undo: vi.fn(),
    redo: vi.fn(),
  };
  const known = vi.fn();
  const skip = vi.fn();
  const help = vi.fn();
  const found = vi.fn();
  const review = vi.fn();
  const keys = new KeyHandler(
    canvas as HTMLCanvasElement,
    editor as unknown as FaceEditor,
    { known, skip, guideline: vi.fn(), help, "next-found": found, review },
    () => remapped,
  );
  const send = (type: string, key: string, more: Partial<KeyboardEvent>) => {
    const event = Object.assign(new Event(type, { cancelable: true }), { key, ...more });
    canvas.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return {
    press: (key: string, more: Partial<KeyboardEvent> = {}) => send("keydown", key, more),
    release: (key: string, more: Partial<KeyboardEvent> = {}) => send("keyup", key, more),
    blur: () => canvas.dispatchEvent(new Event("blur")),
    keys,
    known,
    skip,
    help,
    found,
    review,
    editor,
  };
}

test("the key that passes a face over asks why, once however long it is held, and nothing more", () => {
  const { press, skip, editor } = typing();
  expect(press("s")).toBe(true);
  press("s", { repeat: true });
  expect(skip).toHaveBeenCalledTimes(1);
  expect(editor.stop).not.toHaveBeenCalled();
});

test("the key of what looks wrong goes to the page", () => {
  const { press, found, editor } = typing();
  expect(press("r")).toBe(true);
  expect(found).toHaveBeenCalledTimes(1);
  expect(editor.setState).not.toHaveBeenCalled();
});

test("the keys of a second look go to the page, with Shift alone and once however long they are held", () => {
  const { press, review, editor } = typing();
  for (const key of ["A", "F", "R"]) {
    press(key.toLowerCase(), { ctrlKey: true, shiftKey: true });
    expect(press(key, { shiftKey: true })).toBe(true);
    press(key, { shiftKey: true, repeat: true });
  }
  press("b");
  press("C", { shiftKey: true });
  press("N", { shiftKey: true });
  expect(review.mock.calls.flat()).toEqual(["accept", "fix", "return", "before", "remark", "next-remark"]);
  expect(editor.confirmGroup).not.toHaveBeenCalled();
  expect(editor.selectNext).not.toHaveBeenCalled();
});

describe("the key of whoever knows the person", () => {
  test("asks once, on the picture only", () => {
    const { press, known, editor } = typing();
    new EventTarget().dispatchEvent(Object.assign(new Event("keydown"), { key: "k" }));
    expect(known).not.toHaveBeenCalled();
    expect(press("k")).toBe(true);
    expect(known).toHaveBeenCalledTimes(1);
    expect(editor.setState).not.toHaveBeenCalled();
  });

  test("does nothing while it is held down, or with another key beside it", () => {
    const { press, known } = typing();
    press("k", { repeat: true });
    for (const beside of ["ctrlKey", "metaKey", "altKey", "shiftKey"] as const) {
      press("k", { [beside]: true });
    }
    expect(known).not.toHaveBeenCalled();
  });

  test("is silent once the face is closed", () => {
    const { press, keys, known } = typing();
    keys.end();
    press("k");
    expect(known).not.toHaveBeenCalled();
  });
});

test("every command of the table does something", () => {
  for (const { id, how } of COMMANDS) {
    const done = how === "held" ? HOLDS[id] : (ACTS[id] ?? (leadsOff(id) || isReview(id) ? id : undefined));
    expect(done, id).toBeDefined();
  }
});

test("U goes to the suggestion that is least sure", () => {
  const { press, editor } = typing();
  expect(press("u")).toBe(true);
  expect(editor.selectLeastSure).toHaveBeenCalledTimes(1);
});

test("arrows go by one view pixel, ten with Shift, a tenth with Alt", () => {
  const { press, editor } = typing();
  press("ArrowLeft");
  press("ArrowUp", { shiftKey: true });
  press("ArrowRight", { altKey: true });
  expect(editor.nudge.mock.calls).toEqual([
    [-1, 0],
    [0, -10],
    [0.1, 0],
  ]);
});

test("a digit says a state, and with Shift goes on", () => {
  const { press, editor } = typing();
  press("2", { code: "Digit2" });
  press("@", { code: "Digit2", shiftKey: true });
  expect(editor.setState.mock.calls).toEqual([["occluded"]]);
  expect(editor.setStateAndAdvance.mock.calls).toEqual([["occluded"]]);
});

test("undo and redo are where they are everywhere", () => {
  const { press, editor } = typing();
  press("z", { ctrlKey: true });
  press("Z", { metaKey: true, shiftKey: true });
  press("y", { ctrlKey: true });
  expect(editor.undo).toHaveBeenCalledTimes(1);
  expect(editor.redo).toHaveBeenCalledTimes(2);
});

test("a key that is held down confirms one point, not a row that nobody looked at", () => {
  const { press, editor } = typing();
  press(" ");
  expect(press(" ", { repeat: true })).toBe(true);
  expect(editor.confirmAndAdvance).toHaveBeenCalledTimes(1);
  press("n");
  press("n", { repeat: true });
  expect(editor.selectNext).toHaveBeenCalledTimes(2);
});

describe("a mode that is held", () => {
  test("ends with the key, whatever became of Shift meanwhile", () => {
    const { press, release, editor } = typing();
    press("m");
    press("m", { repeat: true });
    release("M", { shiftKey: true });
    expect(editor.shape.setMode.mock.calls).toEqual([["shape"], ["points"]]);
  });

  test("ends when the picture loses the focus, and when it is closed", () => {
    const { press, blur, keys, editor } = typing();
    press("h");
    blur();
    expect(editor.hidePoints.mock.calls).toEqual([[true], [false]]);
    press("h");
    keys.end();
    expect(editor.hidePoints).toHaveBeenLastCalledWith(false);
  });

  test("gives way to another that is held", () => {
    const { press, release, editor } = typing();
    press("m");
    press("g");
    release("m");
    expect(editor.shape.setMode.mock.calls).toEqual([["shape"], ["points"], ["group"]]);
  });
});

test("Tab and whatever has no meaning are left to the browser", () => {
  const { press, editor } = typing();
  expect(press("Tab")).toBe(false);
  expect(press("w", { ctrlKey: true })).toBe(false);
  expect(press("Escape")).toBe(false);
  expect(editor.stop).toHaveBeenCalledTimes(1);
});

test("another key takes over where somebody chose one", () => {
  const { press, editor } = typing({ "confirm-group": "y" });
  press("c");
  expect(editor.confirmGroup).not.toHaveBeenCalled();
  press("y");
  expect(editor.confirmGroup).toHaveBeenCalledTimes(1);
});
