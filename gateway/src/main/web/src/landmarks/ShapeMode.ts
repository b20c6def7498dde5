import type { ViewPoint } from "../views/points.ts";
import type { Mode } from "./editorState.ts";
import type { FaceEditor } from "./FaceEditor.ts";
import { groupOf, moveEach } from "./pointSets.ts";
import type { Points } from "./points.ts";
import { type Affine, apply, type Place, scaling, shifting, turning } from "./shape/affine.ts";
import { type Frame, frameOf } from "./shape/frame.ts";
import { type Handle, handleNear, handlePlaces, pullBy } from "./shape/handlesOnFace.ts";
import type { ScreenPoint } from "./viewport.ts";

/**
 * Moving many points at once: the selected point's group, or the whole shape. Only in a mode of its own, since everywhere
 * else people move whole shapes by accident. And pulling contours by their handles.
 */
export class ShapeMode {
  readonly #editor: FaceEditor;

  constructor(editor: FaceEditor) {
    this.#editor = editor;
  }

  get on(): boolean {
    return this.#editor.state.mode !== "points";
  }

  setMode(mode: Mode): void {
    if (mode !== this.#editor.state.mode) {
      this.#editor.set({ mode, ...(mode === "points" ? {} : { placing: false, fitting: null }) });
    }
  }

  toggleMode(mode: Mode): void {
    this.setMode(this.#editor.state.mode === mode ? "points" : mode);
  }

  /** The points that the mode moves; none outside of such a mode. */
  moving(): readonly number[] {
    const { mode, points, selected } = this.#editor.state;
    switch (mode) {
      case "points":
        return [];
      case "group":
        return groupOf(this.#editor.schema.groups, selected);
      case "shape":
        return points.map((_, i) => i);
    }
  }

  /** The frame round what the mode moves; null outside of such a mode. */
  frame(): Frame | null {
    const shown = this.moving().filter((i) => this.#editor.state.points[i]?.state !== "not-labelled");
    return frameOf(shown.map((i) => this.#editor.screenPlace(i)).filter((mark) => mark !== null));
  }

  /** Shifts what the mode moves, by view pixels. */
  shift(dx: number, dy: number): void {
    this.#transform(shifting(dx, dy));
  }

  /** Turns what the mode moves; degrees, clockwise on the screen. Does nothing outside of such a mode. */
  turn(degrees: number): void {
    const angle = ((this.#editor.state.flipped ? -degrees : degrees) * Math.PI) / 180;
    this.#aroundMiddle((centre) => turning(centre, angle));
  }

  /** Scales what the mode moves. Does nothing outside of such a mode. */
  scale(factor: number): void {
    this.#aroundMiddle((centre) => scaling(centre, factor));
  }

  /** Where the contours' handles lie; none while they are not shown. */
  handles(): readonly ViewPoint[] {
    const { handles, points } = this.#editor.state;
    return handles ? handlePlaces(this.#editor.schema.contours, points) : [];
  }

  /** The contour's handle within `within` CSS pixels; null where there is none, or while they are not shown. */
  handleAt(at: ScreenPoint, within: number): Handle | null {
    const editor = this.#editor;
    return editor.state.handles
      ? handleNear(editor.schema.contours, (index) => editor.screenPlace(index), at, within)
      : null;
  }

  /** What becomes of points when a handle is pulled by view pixels. */
  pulled(points: Points, handle: Handle, by: Place): Points {
    return pullBy(points, this.#editor.schema.contours, handle, by, this.#editor.view);
  }

  #aroundMiddle(map: (centre: ViewPoint) => Affine): void {
    const frame = this.frame();
    if (frame !== null) {
      this.#transform(map(this.#editor.viewPlace(frame.centre)));
    }
  }

  #transform(map: Affine): void {
    const { state, view } = this.#editor;
    this.#editor.do(moveEach(state.points, this.moving(), (place) => apply(map, place), view));
  }
}
