import type { FaceEditor } from "./FaceEditor.ts";
import { STATES } from "./points.ts";

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The keyboard, while the canvas has the focus: N and P choose a point, arrows nudge it by a view pixel (Shift 10, Alt a
 * tenth), digits say its state, Space says yes and goes on, U goes to the suggestion that is least sure. K asks whether one knows the person; the answer is another press. Tab
 * leaves, as everywhere.
 */
export class KeyHandler {
  readonly #editor: FaceEditor;
  readonly #known: () => void;
  readonly #listening = new AbortController();

  constructor(canvas: HTMLCanvasElement, editor: FaceEditor, known: () => void) {
    this.#editor = editor;
    this.#known = known;
    canvas.addEventListener("keydown", (event) => this.#key(event), { signal: this.#listening.signal });
  }

  end(): void {
    this.#listening.abort();
  }

  #key(event: KeyboardEvent): void {
    if (this.#did(event)) {
      event.preventDefault();
    }
  }

  #did(event: KeyboardEvent): boolean {
    const editor = this.#editor;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== "z") {
        return false;
      }
      event.shiftKey ? editor.redo() : editor.undo();
      return true;
    }
    const arrow = ARROWS[event.key];
    if (arrow !== undefined) {
      const step = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
      editor.nudge(arrow[0] * step, arrow[1] * step);
      return true;
    }
    const state = STATES[Number(event.key) - 1];
    if (/^[1-6]$/.test(event.key) && state !== undefined) {
      editor.setState(state);
      return true;
    }
    switch (event.key) {
      case "k":
        if (event.repeat || event.altKey || event.shiftKey) {
          return false;
        }
        this.#known();
        return true;
      case "n":
      case "PageDown":
        editor.selectNext(1);
        return true;
      case "p":
      case "PageUp":
        editor.selectNext(-1);
        return true;
      case "u":
        editor.selectLeastSure();
        return true;
      case " ":
        editor.confirmAndAdvance();
        return true;
      case "+":
        editor.zoom(1.25);
        return true;
      case "-":
        editor.zoom(0.8);
        return true;
      case "0":
        editor.showAll();
        return true;
      default:
        return false;
    }
  }
}
