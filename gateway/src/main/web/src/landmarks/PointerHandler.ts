import type { FaceEditor } from "./FaceEditor.ts";
import { dragPoint } from "./gestures/dragPoint.ts";
import type { Gesture } from "./gestures/gesture.ts";
import { moveShape } from "./gestures/moveShape.ts";
import { pan } from "./gestures/pan.ts";
import { placePoint } from "./gestures/placePoint.ts";
import { pullContour } from "./gestures/pullContour.ts";
import { type ScreenPoint, screenPoint } from "./viewport.ts";

const LEFT = 0;
const MIDDLE = 1;

/** Mouse, pen and finger. The first gesture that takes a press has it; the last one, pulling the picture, takes all. */
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
    canvas.addEventListener("pointerleave", () => this.#editor.point(null), { signal });
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
  }

  end(): void {
    this.#listening.abort();
  }

  #down(event: PointerEvent): void {
    if ((event.button !== LEFT && event.button !== MIDDLE) || this.#gesture !== null) {
      return;
    }
    const at = this.#at(event);
    const editor = this.#editor;
    // The middle button only ever pulls the picture, whatever lies under it.
    this.#gesture =
      event.button === MIDDLE
        ? pan(editor, at)
        : (placePoint(editor, at) ??
          moveShape(editor, at) ??
          pullContour(editor, at) ??
          dragPoint(editor, at) ??
          pan(editor, at));
    this.#canvas.setPointerCapture(event.pointerId);
  }

  #move(event: PointerEvent): void {
    const at = this.#at(event);
    this.#editor.point(at);
    this.#gesture?.move(at);
  }

  #release(): void {
    const gesture = this.#gesture;
    this.#gesture = null;
    gesture?.end();
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
