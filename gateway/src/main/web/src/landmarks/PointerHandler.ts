import type { FaceEditor } from "./FaceEditor.ts";
import { type ScreenPoint, screenPoint } from "./viewport.ts";

/** How far from a mark a press still takes it: WCAG's 24 pixels across. */
const REACH = 12;

type Gesture =
  | {
      readonly kind: "drag";
      readonly index: number;
      readonly dx: number;
      readonly dy: number;
      readonly moved: boolean;
    }
  | { readonly kind: "pan"; readonly last: ScreenPoint };

/** Mouse, pen and finger: press a point and pull it, pull the empty picture, turn the wheel. */
export class PointerHandler {
  readonly #canvas: HTMLCanvasElement;
  readonly #editor: FaceEditor;
  readonly #listening = new AbortController();
  #gesture: Gesture | null = null;

  constructor(canvas: HTMLCanvasElement, editor: FaceEditor) {
    this.#canvas = canvas;
    this.#editor = editor;
    const { signal } = this.#listening;
    canvas.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    canvas.addEventListener("pointermove", (event) => this.#move(event), { signal });
    canvas.addEventListener("pointerup", () => this.#release(), { signal });
    canvas.addEventListener("pointercancel", () => this.#release(), { signal });
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
  }

  end(): void {
    this.#listening.abort();
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) {
      return;
    }
    const at = this.#at(event);
    const index = this.#editor.nearest(at, REACH);
    const mark = index < 0 ? null : this.#editor.screenPlace(index);
    if (mark === null) {
      this.#gesture = { kind: "pan", last: at };
    } else {
      // A point keeps its distance from the cursor: taking it does not move it.
      this.#gesture = { kind: "drag", index, dx: mark.x - at.x, dy: mark.y - at.y, moved: false };
      this.#editor.select(index);
    }
    this.#canvas.setPointerCapture(event.pointerId);
  }

  #move(event: PointerEvent): void {
    const gesture = this.#gesture;
    if (gesture === null) {
      return;
    }
    const at = this.#at(event);
    if (gesture.kind === "pan") {
      this.#editor.pan(at.x - gesture.last.x, at.y - gesture.last.y);
      this.#gesture = { kind: "pan", last: at };
      return;
    }
    const to = this.#editor.viewPlace(screenPoint(at.x + gesture.dx, at.y + gesture.dy));
    this.#editor.drag(gesture.index, to, !gesture.moved);
    this.#gesture = { ...gesture, moved: true };
  }

  #release(): void {
    this.#gesture = null;
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    this.#editor.zoom(Math.exp(-event.deltaY / 400), this.#at(event));
  }

  #at(event: MouseEvent): ScreenPoint {
    const corner = this.#canvas.getBoundingClientRect();
    return screenPoint(event.clientX - corner.left, event.clientY - corner.top);
  }
}
