import { describe, expect, test, vi } from "vitest";
import type { FaceEditor } from "./FaceEditor.ts";
import { KeyHandler } from "./KeyHandler.ts";

/** A canvas that can be typed at, and what came of it. */
function typing() {
  const canvas = new EventTarget();
  const editor = { selectNext: vi.fn(), setState: vi.fn(), selectLeastSure: vi.fn() };
  const known = vi.fn();
  const keys = new KeyHandler(canvas as HTMLCanvasElement, editor as unknown as FaceEditor, known);
  const press = (key: string, more: Partial<KeyboardEvent> = {}) => {
    const event = Object.assign(new Event("keydown", { cancelable: true }), { key, ...more });
    canvas.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { press, keys, known, editor };
}

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

test("U goes to the suggestion that is least sure", () => {
  const { press, editor } = typing();
  expect(press("u")).toBe(true);
  expect(editor.selectLeastSure).toHaveBeenCalledTimes(1);
});
