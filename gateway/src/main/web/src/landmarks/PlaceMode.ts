import { type ViewPoint, viewPoint } from "../views/points.ts";
import type { FaceEditor } from "./FaceEditor.ts";
import { move } from "./points.ts";
import { anchorsOf, FEWEST_ANCHORS, layMean } from "./shape/meanShape.ts";

/** Placing points one after the other: those that wait, or the anchors under which the mean shape is laid. */
export class PlaceMode {
  readonly #editor: FaceEditor;
  #cross: ViewPoint;

  constructor(editor: FaceEditor, middle: ViewPoint) {
    this.#editor = editor;
    this.#cross = middle;
  }

  get on(): boolean {
    const { placing, fitting } = this.#editor.state;
    return placing || fitting !== null;
  }

  /** Where the next point would be placed; null while none is being placed. */
  get cross(): ViewPoint | null {
    return this.on ? this.#cross : null;
  }

  aim(at: ViewPoint): void {
    this.#cross = at;
  }

  /** Moves the cross by view pixels. */
  nudge(dx: number, dy: number): ViewPoint {
    this.#cross = viewPoint(this.#cross.x + dx, this.#cross.y + dy);
    return this.#cross;
  }

  toggle(): void {
    this.#editor.set({ placing: !this.#editor.state.placing, fitting: null, mode: "points" });
  }

  /** Places the selected point under the cross and goes on. */
  place(): void {
    const editor = this.#editor;
    if (this.on) {
      editor.do(move(editor.state.points, editor.state.selected, this.#cross, editor.view));
      this.advance();
    }
  }

  /** Goes on after a point was placed: to the next anchor, or to the next point that waits. */
  advance(): void {
    const editor = this.#editor;
    const fitting = editor.state.fitting;
    if (fitting === null) {
      editor.selectNextOpen();
      return;
    }
    const done = fitting.done + 1;
    editor.set({ fitting: { ...fitting, done } });
    const next = fitting.anchors[done];
    if (next === undefined) {
      this.fit();
    } else {
      editor.select(next);
    }
  }

  /** Begins to ask for anchors; once enough are placed, lays the mean shape over them. */
  fit(): void {
    const editor = this.#editor;
    const { fitting, points } = editor.state;
    if (fitting === null) {
      const anchors = anchorsOf(editor.schema.points, editor.schema.mean);
      editor.set({ fitting: { anchors, done: 0 }, placing: false, mode: "points" });
      editor.select(anchors[0] ?? 0);
    } else if (fitting.done >= FEWEST_ANCHORS) {
      editor.set({ fitting: null });
      editor.do(layMean(points, editor.schema.mean, fitting.anchors.slice(0, fitting.done), editor.view));
      editor.selectNextOpen();
    }
  }
}
