import { type ViewPoint, viewPoint } from "../views/points.ts";
import type { Underlay } from "./drawing.ts";
import type { Aids } from "./drawingAids.ts";
import { type EditorState, type FaceSchema, firstState, type Switch } from "./editorState.ts";
import { FaceScreen, type Shown } from "./FaceScreen.ts";
import type { History } from "./history.ts";
import { KeyHandler } from "./KeyHandler.ts";
import type { PageActions } from "./keys/actions.ts";
import { keptKeys } from "./keys/bindings.ts";
import { PlaceMode } from "./PlaceMode.ts";
import { PointerHandler } from "./PointerHandler.ts";
import { confirmEach, groupOf, nextOpen } from "./pointSets.ts";
import {
  confirm,
  confirmAll,
  type Deviations,
  leastSure,
  move,
  type PointState,
  type Points,
  reach,
  type Size,
  setReason,
  setState,
} from "./points.ts";
import { ShapeMode } from "./ShapeMode.ts";
import { mirrorMarks } from "./shape/mirror.ts";
import { PLAIN, type Tone } from "./tone/tone.ts";
import type { ScreenPoint } from "./viewport.ts";

/** How often whoever listens is told of a drag. */
const WHILE_HELD_MS = 100;

/** One face under work: its points, what is selected, and how they are worked on. React sees only what came out of it. */
export class FaceEditor {
  readonly schema: FaceSchema;
  readonly history: History<Points>;
  /** Points one after the other. */
  readonly placing: PlaceMode;
  /** Many points at once. */
  readonly shape: ShapeMode;
  readonly #screen: FaceScreen;
  readonly #deviations: Deviations;
  readonly #listeners = new Set<() => void>();
  readonly #handlers: ReadonlyArray<{ end(): void }>;
  #state: EditorState;
  #hidden = false;
  #held: number | null = null;
  #pointer: ScreenPoint | null = null;
  #highlighted: readonly number[] = [];
  #under: Underlay | null = null;
  #telling: ReturnType<typeof setTimeout> | undefined;

  /** @param history begins with the points as they are, or with what was kept of earlier work */
  constructor(
    canvas: HTMLCanvasElement,
    bitmap: ImageBitmap,
    history: History<Points>,
    deviations: Deviations,
    schema: FaceSchema,
    page: PageActions,
  ) {
    this.schema = schema;
    this.history = history;
    this.#deviations = deviations;
    this.#state = firstState(history.now);
    this.placing = new PlaceMode(this, viewPoint(bitmap.width / 2, bitmap.height / 2));
    this.shape = new ShapeMode(this);
    this.#screen = new FaceScreen(canvas, bitmap, () => this.#shown());
    this.#handlers = [
      new PointerHandler(canvas, this),
      new KeyHandler(canvas, this, page, () => keptKeys(localStorage)),
    ];
    this.#screen.showAll();
  }

  get state(): EditorState {
    return this.#state;
  }

  /** Of the view, in its own pixels. */
  get view(): Size {
    return this.#screen.view;
  }

  /** Tells a listener of every change; the answer ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The point whose mark lies nearest, within `within` CSS pixels; -1 where there is none. */
  nearest(at: ScreenPoint, within: number): number {
    let best = -1;
    let distance = within;
    this.#state.points.forEach((point, i) => {
      if (point.place === null || point.state === "not-labelled") {
        return;
      }
      const mark = this.#screen.toScreen(point.place);
      const away = Math.hypot(mark.x - at.x, mark.y - at.y);
      if (away <= distance) {
        best = i;
        distance = away;
      }
    });
    return best;
  }

  screenPlace(index: number): ScreenPoint | null {
    const place = this.#state.points[index]?.place ?? null;
    return place === null ? null : this.#screen.toScreen(place);
  }

  viewPlace(at: ScreenPoint): ViewPoint {
    return this.#screen.toView(at);
  }

  /** Tells where the pointer is; null where it left. */
  point(at: ScreenPoint | null): void {
    this.#pointer = at;
    if (at !== null) {
      this.placing.aim(this.viewPlace(at));
    }
    if (this.#state.loupe || this.placing.on) {
      this.#screen.redraw();
    }
  }

  select(index: number): void {
    const count = this.#state.points.length;
    const selected = ((index % count) + count) % count;
    const place = this.#state.points[selected]?.place ?? null;
    if (place !== null) {
      this.#screen.reveal(place);
      this.placing.aim(place);
    }
    this.set({ selected });
  }

  selectNext(by: number): void {
    this.select(this.#state.selected + by);
  }

  /** Goes to the next point without a place, or that nobody has looked at; stays where none is left. */
  selectNextOpen(): void {
    const index = nextOpen(this.#state.points, this.#state.selected);
    if (index >= 0) {
      this.select(index);
    }
  }

  /** Goes to the least sure suggestion that nobody has looked at. */
  selectLeastSure(): void {
    const index = leastSure(this.#state.points, this.#deviations);
    if (index >= 0) {
      this.select(index);
    }
  }

  /** Within how many view pixels the point probably lies, as {@link reach} says. */
  reach(index: number): number | null {
    return reach(this.#state.points[index], this.#deviations[index]);
  }

  /** Puts a ring around these points, until others are named: those that a movement of the face moves. */
  highlight(indices: readonly number[]): void {
    this.#highlighted = indices;
    this.#screen.redraw();
  }

  /** Draws something under the points, until something else is to be; null for nothing. */
  layUnder(under: Underlay | null): void {
    this.#under = under;
    this.#screen.redraw();
  }

  /** Gives the keyboard back to the picture. */
  focus(): void {
    this.#screen.focus();
  }

  /** Says which point a pointer holds; null once it let go. */
  take(index: number | null): void {
    this.#held = index;
    this.#screen.redraw();
    this.#tell();
  }

  drag(index: number, to: ViewPoint, first: boolean): void {
    this.reshape(move(this.#state.points, index, to, this.view), first);
  }

  /** Takes what a gesture made of the points; all of a gesture is undone at once. */
  reshape(next: Points, first: boolean): void {
    if (first) {
      this.history.step(next);
    } else {
      this.history.amend(next);
    }
    this.set({ points: this.history.now });
  }

  /** Changes the points in one step that can be undone. */
  do(next: Points): void {
    this.reshape(next, true);
  }

  /** Changes what is shown, and tells whoever listens. */
  set(change: Partial<EditorState>): void {
    this.#state = { ...this.#state, ...change };
    this.#screen.redraw();
    if (this.#held === null) {
      this.#tell();
    } else {
      // The picture follows a drag at every frame; the numbers beside it need not.
      this.#telling ??= setTimeout(() => this.#tell(), WHILE_HELD_MS);
    }
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    for (const listener of this.#listeners) {
      listener();
    }
  }

  /** Moves the selected point, what the mode moves, or the cross, by view pixels as the screen shows them. */
  nudge(right: number, down: number): void {
    const { flipped, points, selected } = this.#state;
    const dx = flipped ? -right : right;
    if (this.placing.on) {
      this.#screen.reveal(this.placing.nudge(dx, down));
    } else if (this.shape.on) {
      this.shape.shift(dx, down);
    } else {
      const from = points[selected]?.place ?? this.#screen.middle();
      this.do(move(points, selected, viewPoint(from.x + dx, from.y + down), this.view));
      this.select(selected);
    }
  }

  setState(state: PointState): void {
    this.do(setState(this.#state.points, this.#state.selected, state, this.view));
  }

  setStateAndAdvance(state: PointState): void {
    this.setState(state);
    this.selectNext(1);
  }

  setReason(reason: string): void {
    this.do(setReason(this.#state.points, this.#state.selected, reason));
  }

  /** Says yes to the selected point and goes on to the next. */
  confirmAndAdvance(): void {
    this.do(confirm(this.#state.points, this.#state.selected));
    this.selectNext(1);
  }

  /** Says yes to the selected point's whole group and goes on to the next point that waits. */
  confirmGroup(): void {
    this.do(confirmEach(this.#state.points, groupOf(this.schema.groups, this.#state.selected)));
    this.selectNextOpen();
  }

  confirmAll(): void {
    this.do(confirmAll(this.#state.points));
  }

  undo(): void {
    this.history.undo();
    this.set({ points: this.history.now });
  }

  redo(): void {
    this.history.redo();
    this.set({ points: this.history.now });
  }

  /** Ends whatever was begun; what was done stays done. */
  stop(): void {
    this.set({ mode: "points", placing: false, fitting: null });
  }

  toggle(what: Switch): void {
    this.set({ [what]: !this.#state[what] });
    if (what === "flipped") {
      this.#screen.flip();
    }
  }

  setTone(tone: Tone): void {
    this.set({ tone, asSent: false });
  }

  /** Shows the picture alone, for as long as a key is held. */
  hidePoints(hidden: boolean): void {
    this.#hidden = hidden;
    this.#screen.redraw();
  }

  zoom(factor: number, at: ScreenPoint | null = null): void {
    const around =
      at ?? this.screenPlace(this.#state.selected) ?? this.#screen.toScreen(this.#screen.middle());
    this.#screen.zoom(factor, around);
  }

  pan(dx: number, dy: number): void {
    this.#screen.pan(dx, dy);
  }

  showAll(): void {
    this.#screen.showAll();
  }

  /** Takes the face off the screen and out of memory. */
  close(): void {
    for (const handler of this.#handlers) {
      handler.end();
    }
    this.#listeners.clear();
    clearTimeout(this.#telling);
    this.#screen.close();
  }

  #shown(): Shown {
    const { points, selected, tone, asSent, loupe } = this.#state;
    const at = this.#pointer ?? this.screenPlace(selected);
    return {
      points,
      contours: this.schema.contours,
      selected,
      highlighted: this.#highlighted,
      reach: this.reach(selected),
      tone: asSent ? PLAIN : tone,
      hidden: this.#hidden,
      under: this.#under,
      held: this.#held,
      loupe: loupe ? at : null,
      aids: this.#aids(),
    };
  }

  #aids(): Aids {
    const { points, mirror } = this.#state;
    return {
      mirror: mirror ? mirrorMarks(points, this.schema.flip) : [],
      frame: this.shape.frame(),
      handles: this.shape.handles(),
      cross: this.placing.cross,
    };
  }
}
