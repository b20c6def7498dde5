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
  /** Where the view's corner lies, CSS pixels. */
  readonly left: number;
  readonly top: number;
}

export const LARGEST = 32;

export function toScreen(viewport: Viewport, point: ViewPoint): ScreenPoint {
  return screenPoint(point.x * viewport.scale + viewport.left, point.y * viewport.scale + viewport.top);
}

export function toView(viewport: Viewport, point: ScreenPoint): ViewPoint {
  return viewPoint((point.x - viewport.left) / viewport.scale, (point.y - viewport.top) / viewport.scale);
}

/** The whole view, as large as it fits, in the middle. */
export function wholeView(view: Size, canvas: Size): Viewport {
  const scale = Math.min(canvas.width / view.width, canvas.height / view.height);
  return {
    scale,
    left: (canvas.width - view.width * scale) / 2,
    top: (canvas.height - view.height * scale) / 2,
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
  const whole = wholeView(view, canvas);
  const scale = Math.min(Math.max(viewport.scale * factor, whole.scale), Math.max(LARGEST, whole.scale));
  if (scale === whole.scale) {
    return whole;
  }
  const fixed = toView(viewport, at);
  return { scale, left: at.x - fixed.x * scale, top: at.y - fixed.y * scale };
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
