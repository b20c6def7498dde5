/** How the view lies on the screen: a scale and a shift, exact in both directions. */

import { type ViewPoint, viewPoint } from "../views/points.ts";
import type { Size } from "./points.ts";

declare const space: unique symbol;

/** CSS pixels from the canvas's top-left corner. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
  readonly [space]: "screen";
}

export function screenPoint(x: number, y: number): ScreenPoint {
  return { x, y } as ScreenPoint;
}

export interface Viewport {
  /** CSS pixels per view pixel. */
  readonly scale: number;
  /** Where the view's corner lies, CSS pixels; on the right of the picture while it is flipped. */
  readonly left: number;
  readonly top: number;
  /** Whether the picture is shown as in a mirror. Only the screen is: a place on the view stays what it is. */
  readonly flipped: boolean;
}

export const LARGEST = 32;

export function toScreen(viewport: Viewport, point: ViewPoint): ScreenPoint {
  return screenPoint(point.x * across(viewport) + viewport.left, point.y * viewport.scale + viewport.top);
}

export function toView(viewport: Viewport, point: ScreenPoint): ViewPoint {
  return viewPoint((point.x - viewport.left) / across(viewport), (point.y - viewport.top) / viewport.scale);
}

/** CSS pixels to the right for each view pixel to the right. */
export function across({ scale, flipped }: Viewport): number {
  return flipped ? -scale : scale;
}

/** The same as in a mirror that stands in the middle of the canvas. */
export function flip(viewport: Viewport, canvas: Size): Viewport {
  return { ...viewport, left: canvas.width - viewport.left, flipped: !viewport.flipped };
}

/** The whole view, as large as it fits, in the middle. */
export function wholeView(view: Size, canvas: Size, flipped = false): Viewport {
  const scale = Math.min(canvas.width / view.width, canvas.height / view.height);
  return {
    scale,
    left: (canvas.width - view.width * (flipped ? -scale : scale)) / 2,
    top: (canvas.height - view.height * scale) / 2,
    flipped,
  };
}

/** Closer or farther; what lies under the cursor stays there. Never farther than the whole view. */
export function zoom(
  viewport: Viewport,
  at: ScreenPoint,
  factor: number,
  view: Size,
  canvas: Size,
): Viewport {
  const whole = wholeView(view, canvas, viewport.flipped);
  const scale = Math.min(Math.max(viewport.scale * factor, whole.scale), Math.max(LARGEST, whole.scale));
  if (scale === whole.scale) {
    return whole;
  }
  const fixed = toView(viewport, at);
  const now = { ...viewport, scale };
  return { ...now, left: at.x - fixed.x * across(now), top: at.y - fixed.y * scale };
}

export function shift(viewport: Viewport, dx: number, dy: number): Viewport {
  return { ...viewport, left: viewport.left + dx, top: viewport.top + dy };
}

/** The least shift that brings a point into sight, a finger's breadth from the edge. */
export function reveal(viewport: Viewport, point: ViewPoint, canvas: Size): Viewport {
  const margin = 24;
  const at = toScreen(viewport, point);
  return shift(
    viewport,
    into(at.x, margin, canvas.width - margin),
    into(at.y, margin, canvas.height - margin),
  );
}

function into(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high)) - value;
}
