import { watchCurtain } from "../views/curtain.ts";
import { type ViewPoint, viewPoint } from "../views/points.ts";
import type { Start } from "./api.ts";
import { type Contour, draw } from "./drawing.ts";
import { History } from "./history.ts";
import { KeyHandler } from "./KeyHandler.ts";
import { PointerHandler } from "./PointerHandler.ts";
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
import {
  reveal,
  type ScreenPoint,
  screenPoint,
  shift,
  toScreen,
  toView,
  type Viewport,
  wholeView,
  zoom,
} from "./viewport.ts";

/** What the page around the canvas shows; a new object whenever it changed. */
export interface EditorState {
  readonly points: Points;
  readonly selected: number;
}

/**
 * One face under work. It owns the bitmap, the points and the canvas; React sees only what came out of it. The pixels are
 * gone from memory once it is closed, and from the screen while the page is hidden or printed.
 */
export class FaceEditor {
  readonly #canvas: HTMLCanvasElement;
  readonly #bitmap: ImageBitmap;
  readonly #contours: readonly Contour[];
  readonly #deviations: Deviations;
  readonly #history: History<Points>;
  readonly #listeners = new Set<() => void>();
  readonly #endings: Array<() => void> = [];
  #state: EditorState;
  #viewport: Viewport;
  #curtain = document.hidden;
  #frame = 0;

  constructor(
    canvas: HTMLCanvasElement,
    bitmap: ImageBitmap,
    { points, deviations }: Start,
    contours: readonly Contour[],
    known: () => void,
  ) {
    this.#canvas = canvas;
    this.#bitmap = bitmap;
    this.#contours = contours;
    this.#deviations = deviations;
    this.#history = new History(points);
    this.#state = { points, selected: 0 };
    this.#viewport = wholeView(bitmap, this.#size());
    const pointer = new PointerHandler(canvas, this);
    const keys = new KeyHandler(canvas, this, known);
    const resized = new ResizeObserver(() => this.showAll());
    resized.observe(canvas);
    this.#endings.push(
      () => pointer.end(),
      () => keys.end(),
      () => resized.disconnect(),
      watchCurtain(
        () => this.#draw(true),
        () => this.#draw(false),
      ),
    );
    this.showAll();
  }

  get state(): EditorState {
    return this.#state;
  }

  /** Tells a listener of every change; the answer ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The point whose mark lies nearest, within `reach` CSS pixels; -1 where there is none. */
  nearest(at: ScreenPoint, reach: number): number {
    let best = -1;
    let distance = reach;
    this.#state.points.forEach((point, i) => {
      if (point.place === null || point.state === "not-labelled") {
        return;
      }
      const mark = toScreen(this.#viewport, point.place);
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
    return place === null ? null : toScreen(this.#viewport, place);
  }

  viewPlace(at: ScreenPoint): ViewPoint {
    return toView(this.#viewport, at);
  }

  select(index: number): void {
    const count = this.#state.points.length;
    const selected = ((index % count) + count) % count;
    const place = this.#state.points[selected]?.place ?? null;
    if (place !== null) {
      this.#viewport = reveal(this.#viewport, place, this.#size());
    }
    this.#state = { ...this.#state, selected };
    this.#changed();
  }

  selectNext(by: number): void {
    this.select(this.#state.selected + by);
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

  drag(index: number, to: ViewPoint, first: boolean): void {
    const next = move(this.#history.now, index, to, this.#bitmap);
    if (first) {
      this.#history.step(next);
    } else {
      this.#history.amend(next);
    }
    this.#took();
  }

  /** Moves the selected point by view pixels. */
  nudge(dx: number, dy: number): void {
    const index = this.#state.selected;
    const place =
      this.#history.now[index]?.place ?? viewPoint(this.#bitmap.width / 2, this.#bitmap.height / 2);
    this.#do(move(this.#history.now, index, viewPoint(place.x + dx, place.y + dy), this.#bitmap));
    this.select(index);
  }

  setState(state: PointState): void {
    this.#do(setState(this.#history.now, this.#state.selected, state, this.#bitmap));
  }

  setReason(reason: string): void {
    this.#do(setReason(this.#history.now, this.#state.selected, reason));
  }

  /** Says yes to the selected point and goes on to the next. */
  confirmAndAdvance(): void {
    this.#do(confirm(this.#history.now, this.#state.selected));
    this.selectNext(1);
  }

  confirmAll(): void {
    this.#do(confirmAll(this.#history.now));
  }

  undo(): void {
    this.#history.undo();
    this.#took();
  }

  redo(): void {
    this.#history.redo();
    this.#took();
  }

  zoom(factor: number, at: ScreenPoint | null = null): void {
    const { width, height } = this.#size();
    const around = at ?? this.screenPlace(this.#state.selected) ?? screenPoint(width / 2, height / 2);
    this.#viewport = zoom(this.#viewport, around, factor, this.#bitmap, { width, height });
    this.#redraw();
  }

  pan(dx: number, dy: number): void {
    this.#viewport = shift(this.#viewport, dx, dy);
    this.#redraw();
  }

  showAll(): void {
    const density = window.devicePixelRatio || 1;
    const { width, height } = this.#size();
    this.#canvas.width = Math.round(width * density);
    this.#canvas.height = Math.round(height * density);
    this.#viewport = wholeView(this.#bitmap, { width, height });
    this.#draw(this.#curtain);
  }

  /** Takes the face off the screen and out of memory. */
  close(): void {
    cancelAnimationFrame(this.#frame);
    for (const end of this.#endings) {
      end();
    }
    this.#listeners.clear();
    this.#canvas.getContext("2d")?.reset();
    this.#bitmap.close();
  }

  #do(next: Points): void {
    this.#history.step(next);
    this.#took();
  }

  #took(): void {
    this.#state = { ...this.#state, points: this.#history.now };
    this.#changed();
  }

  #changed(): void {
    this.#redraw();
    for (const listener of this.#listeners) {
      listener();
    }
  }

  /** At most once a frame, however fast the pointer is. */
  #redraw(): void {
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#draw(this.#curtain);
      });
    }
  }

  #draw(curtain: boolean): void {
    this.#curtain = curtain;
    const context = this.#canvas.getContext("2d");
    if (context === null) {
      return;
    }
    if (curtain) {
      context.reset();
      return;
    }
    draw(context, window.devicePixelRatio || 1, {
      bitmap: this.#bitmap,
      points: this.#state.points,
      contours: this.#contours,
      selected: this.#state.selected,
      reach: this.reach(this.#state.selected),
      viewport: this.#viewport,
    });
  }

  #size(): Size {
    return { width: this.#canvas.clientWidth || 1, height: this.#canvas.clientHeight || 1 };
  }
}
