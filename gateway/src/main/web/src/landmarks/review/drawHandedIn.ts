import { drawTwice } from "../drawing.ts";
import type { Points } from "../points.ts";
import { type ScreenPoint, toScreen, type Viewport } from "../viewport.ts";
import { shownPlace } from "./differences.ts";

const ARM = 5;
/** Fainter than the points that stand here, which lie over it. */
const FAINT = "rgb(255 255 255 / 75%)";

/**
 * Draws where points were handed in: an upright cross each, which no state of a point has for its shape, and a broken line from there to
 * where the point stands now.
 */
export function drawHandedIn(
  context: CanvasRenderingContext2D,
  viewport: Viewport,
  before: Points,
  now: Points,
): void {
  before.forEach((point, i) => {
    const from = shownPlace(point);
    if (from === null) {
      return;
    }
    const at = toScreen(viewport, from);
    const to = shownPlace(now[i]);
    if (to !== null && (to.x !== from.x || to.y !== from.y)) {
      drawWay(context, at, toScreen(viewport, to));
    }
    drawUprightCross(context, at);
  });
}

function drawWay(context: CanvasRenderingContext2D, from: ScreenPoint, to: ScreenPoint): void {
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.setLineDash([3, 3]);
  drawTwice(context, FAINT);
  context.setLineDash([]);
}

function drawUprightCross(context: CanvasRenderingContext2D, { x, y }: ScreenPoint): void {
  context.beginPath();
  context.moveTo(x - ARM, y);
  context.lineTo(x + ARM, y);
  context.moveTo(x, y - ARM);
  context.lineTo(x, y + ARM);
  drawTwice(context, FAINT);
}
