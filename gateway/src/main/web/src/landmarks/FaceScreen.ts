import { watchCurtain } from "../views/curtain.ts";
import { type ViewPoint, viewPoint } from "../views/points.ts";
import { drawPicture, drawPoints, type Scene, type Underlay } from "./drawing.ts";
import { type Aids, drawAids } from "./drawingAids.ts";
import { drawLoupe } from "./loupe.ts";
import type { Size } from "./points.ts";
import { TonedPicture } from "./tone/TonedPicture.ts";
import type { Tone } from "./tone/tone.ts";
import {
  flip,
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

/** What is on the screen beside the picture and its place. */
export type Shown = Omit<Scene, "picture" | "viewport"> & {
  readonly tone: Tone;
  readonly aids: Aids;
  /** The point that a pointer holds; null for none. */
  readonly held: number | null;
  /** What the loupe looks at; null while it is put away. */
  readonly loupe: ScreenPoint | null;
};

/** What a kept backdrop was drawn from; another one is drawn when any of it changes. */
interface Backdrop {
  readonly canvas: OffscreenCanvas;
  readonly held: number;
  readonly viewport: Viewport;
  readonly tone: Tone;
  readonly under: Underlay | null;
}

/**
 * The canvas with the picture on it. It owns the bitmap: the pixels are gone from memory once it is closed, and from the
 * screen while the page is hidden or printed.
 */
export class FaceScreen {
  readonly #canvas: HTMLCanvasElement;
  readonly #bitmap: ImageBitmap;
  readonly #toned: TonedPicture;
  readonly #shown: () => Shown;
  readonly #endings: Array<() => void> = [];
  #viewport: Viewport;
  #backdrop: Backdrop | null = null;
  #curtain = document.hidden;
  #frame = 0;

  constructor(canvas: HTMLCanvasElement, bitmap: ImageBitmap, shown: () => Shown) {
    this.#canvas = canvas;
    this.#bitmap = bitmap;
    this.#toned = new TonedPicture(bitmap);
    this.#shown = shown;
    this.#viewport = wholeView(bitmap, this.size);
    const resized = new ResizeObserver(() => this.showAll());
    resized.observe(canvas);
    this.#endings.push(
      () => resized.disconnect(),
      watchCurtain(
        () => this.#draw(true),
        () => this.#draw(false),
      ),
    );
  }

  get viewport(): Viewport {
    return this.#viewport;
  }

  /** Of the view, in its own pixels. */
  get view(): Size {
    return this.#bitmap;
  }

  /** Of the canvas, CSS pixels. */
  get size(): Size {
    return { width: this.#canvas.clientWidth || 1, height: this.#canvas.clientHeight || 1 };
  }

  toScreen(place: ViewPoint): ScreenPoint {
    return toScreen(this.#viewport, place);
  }

  toView(at: ScreenPoint): ViewPoint {
    return toView(this.#viewport, at);
  }

  /** The view's place in the middle of the canvas. */
  middle(): ViewPoint {
    const { width, height } = this.size;
    const { x, y } = this.toView(screenPoint(width / 2, height / 2));
    return viewPoint(x, y);
  }

  zoom(factor: number, around: ScreenPoint): void {
    this.#viewport = zoom(this.#viewport, around, factor, this.#bitmap, this.size);
    this.redraw();
  }

  pan(dx: number, dy: number): void {
    this.#viewport = shift(this.#viewport, dx, dy);
    this.redraw();
  }

  reveal(place: ViewPoint): void {
    this.#viewport = reveal(this.#viewport, place, this.size);
    this.redraw();
  }

  flip(): void {
    this.#viewport = flip(this.#viewport, this.size);
    this.redraw();
  }

  showAll(): void {
    const density = window.devicePixelRatio || 1;
    const { width, height } = this.size;
    this.#canvas.width = Math.round(width * density);
    this.#canvas.height = Math.round(height * density);
    this.#viewport = wholeView(this.#bitmap, { width, height }, this.#viewport.flipped);
    this.#backdrop = null;
    this.#draw(this.#curtain);
  }

  /** Gives the keyboard back to the picture. */
  focus(): void {
    this.#canvas.focus();
  }

  /** At most once a frame, however fast the pointer is. */
  redraw(): void {
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#draw(this.#curtain);
      });
    }
  }

  /** Takes the face off the screen and out of memory. */
  close(): void {
    cancelAnimationFrame(this.#frame);
    for (const end of this.#endings) {
      end();
    }
    this.#canvas.getContext("2d")?.reset();
    this.#forgetBackdrop();
    this.#toned.close();
    this.#bitmap.close();
  }

  #draw(curtain: boolean): void {
    this.#curtain = curtain;
    const context = this.#canvas.getContext("2d");
    if (context === null) {
      return;
    }
    if (curtain) {
      context.reset();
      this.#forgetBackdrop();
      return;
    }
    const shown = this.#shown();
    const picture = this.#toned.under(shown.tone);
    const scene: Scene = { ...shown, picture, viewport: this.#viewport };
    context.reset();
    if (shown.held === null || shown.hidden) {
      this.#forgetBackdrop();
      this.#scale(context);
      drawPicture(context, scene);
      if (!shown.hidden) {
        drawUnder(context, scene);
      }
      drawPoints(context, scene, () => !shown.hidden);
    } else {
      const held = shown.held;
      context.drawImage(this.#behind(held, shown.tone, scene), 0, 0);
      this.#scale(context);
      drawPoints(context, scene, (index) => index === held);
    }
    if (!shown.hidden) {
      drawAids(context, this.#viewport, shown.aids);
    }
    if (shown.loupe !== null) {
      drawLoupe(context, picture, this.#viewport, shown.loupe, this.size);
    }
  }

  /** Everything but the point that is being dragged, drawn once: a frame of a drag has little to do but that point. */
  #behind(held: number, tone: Tone, scene: Scene): OffscreenCanvas {
    const known = this.#backdrop;
    if (
      known !== null &&
      known.held === held &&
      known.viewport === this.#viewport &&
      known.tone === tone &&
      known.under === scene.under
    ) {
      return known.canvas;
    }
    const canvas = known?.canvas ?? new OffscreenCanvas(this.#canvas.width, this.#canvas.height);
    const context = canvas.getContext("2d");
    if (context === null) {
      throw new Error("A 2D context is to be had");
    }
    context.reset();
    const drawn = context as unknown as CanvasRenderingContext2D;
    this.#scale(drawn);
    const still = withoutPoint(scene, held);
    drawPicture(drawn, scene);
    drawUnder(drawn, still);
    drawPoints(drawn, still, () => true);
    this.#backdrop = { canvas, held, viewport: this.#viewport, tone, under: scene.under };
    return canvas;
  }

  #forgetBackdrop(): void {
    if (this.#backdrop !== null) {
      this.#backdrop.canvas.width = 0;
    }
    this.#backdrop = null;
  }

  #scale(context: CanvasRenderingContext2D): void {
    const density = window.devicePixelRatio || 1;
    context.scale(density, density);
  }
}

function drawUnder(context: CanvasRenderingContext2D, { under, viewport, points }: Scene): void {
  under?.(context, viewport, points);
}

/** The scene in which one point, and the lines to it, are not drawn. */
function withoutPoint(scene: Scene, index: number): Scene {
  const point = scene.points[index];
  return point === undefined
    ? scene
    : { ...scene, points: scene.points.with(index, { ...point, place: null }), selected: -1 };
}
