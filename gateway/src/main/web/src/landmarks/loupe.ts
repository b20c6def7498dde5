import { drawCross } from "./drawingAids.ts";
import type { Size } from "./points.ts";
import { type ScreenPoint, screenPoint, toView, type Viewport } from "./viewport.ts";

/** Side of the loupe, CSS pixels, and its distance from the corner. */
const SIDE = 176;
const GAP = 12;
/** How much larger than on the screen, at least; and how many screen pixels each pixel of the view has, at least. */
const TIMES = 2;
const LEAST = 6;

export interface Glass {
  /** Where it lies on the canvas, CSS pixels. */
  readonly left: number;
  readonly top: number;
  readonly side: number;
  /** CSS pixels for each view pixel; a whole number, so that all pixels are of one size. */
  readonly scale: number;
}

/** In the corner that is farthest from what it shows. */
export function glassFor(at: ScreenPoint, { scale }: Viewport, canvas: Size): Glass {
  const side = Math.min(SIDE, Math.floor(Math.min(canvas.width, canvas.height) / 2));
  return {
    left: at.x < canvas.width / 2 ? canvas.width - side - GAP : GAP,
    top: at.y < canvas.height / 2 ? canvas.height - side - GAP : GAP,
    side,
    scale: Math.max(LEAST, Math.round(scale * TIMES)),
  };
}

/**
 * Draws the pixels round a place as they are, large and with nothing between them made up, and a cross on the very place.
 */
export function drawLoupe(
  context: CanvasRenderingContext2D,
  picture: ImageBitmap | OffscreenCanvas,
  viewport: Viewport,
  at: ScreenPoint,
  canvas: Size,
): void {
  const glass = glassFor(at, viewport, canvas);
  const place = toView(viewport, at);
  const middle = screenPoint(glass.left + glass.side / 2, glass.top + glass.side / 2);
  context.save();
  context.beginPath();
  context.rect(glass.left, glass.top, glass.side, glass.side);
  context.fillStyle = "#6e6e6e";
  context.fill();
  context.lineWidth = 4;
  context.strokeStyle = "#10181d";
  context.stroke();
  context.lineWidth = 2;
  context.strokeStyle = "#ffffff";
  context.stroke();
  context.clip();
  context.imageSmoothingEnabled = false;
  context.translate(middle.x, middle.y);
  context.scale(viewport.flipped ? -glass.scale : glass.scale, glass.scale);
  context.drawImage(picture, -place.x, -place.y);
  context.restore();
  drawCross(context, middle, 18);
}
