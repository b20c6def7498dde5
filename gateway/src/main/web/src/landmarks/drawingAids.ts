import type { ViewPoint } from "../views/points.ts";
import { CHOSEN, drawTwice, INK, PAPER } from "./drawing.ts";
import type { Frame } from "./shape/frame.ts";
import { type ScreenPoint, toScreen, type Viewport } from "./viewport.ts";

/** What is drawn over the points only while somebody asks for it. */
export interface Aids {
  /** Where each point's opposite would lie. */
  readonly mirror: ReadonlyArray<ViewPoint | null>;
  readonly frame: Frame | null;
  readonly handles: readonly ViewPoint[];
  /** Where the next point would be placed. */
  readonly cross: ViewPoint | null;
}

export function drawAids(context: CanvasRenderingContext2D, viewport: Viewport, aids: Aids): void {
  for (const mark of aids.mirror) {
    if (mark !== null) {
      drawMark(context, toScreen(viewport, mark));
    }
  }
  for (const handle of aids.handles) {
    drawGrip(context, toScreen(viewport, handle), 6);
  }
  if (aids.frame !== null) {
    drawFrame(context, aids.frame);
  }
  if (aids.cross !== null) {
    drawCross(context, toScreen(viewport, aids.cross), 14);
  }
}

/** A cross whose middle stays free, so that it does not hide the pixel it points at. */
export function drawCross(context: CanvasRenderingContext2D, { x, y }: ScreenPoint, arm: number): void {
  const free = arm / 4;
  context.beginPath();
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    context.moveTo(x + dx * free, y + dy * free);
    context.lineTo(x + dx * arm, y + dy * arm);
  }
  drawTwice(context, CHOSEN);
}

/** Faint, and of another shape than any point: a small cross lying on its side. */
function drawMark(context: CanvasRenderingContext2D, { x, y }: ScreenPoint): void {
  context.beginPath();
  context.moveTo(x - 3, y - 3);
  context.lineTo(x + 3, y + 3);
  context.moveTo(x - 3, y + 3);
  context.lineTo(x + 3, y - 3);
  drawTwice(context, "rgb(255 255 255 / 70%)");
}

function drawFrame(context: CanvasRenderingContext2D, frame: Frame): void {
  context.beginPath();
  context.rect(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top);
  context.moveTo(frame.knob.x, frame.top);
  context.lineTo(frame.knob.x, frame.knob.y);
  context.setLineDash([6, 4]);
  drawTwice(context, CHOSEN);
  context.setLineDash([]);
  for (const corner of frame.corners) {
    drawGrip(context, corner, 6);
  }
  context.beginPath();
  context.arc(frame.knob.x, frame.knob.y, 7, 0, 2 * Math.PI);
  fillGrip(context);
}

function drawGrip(context: CanvasRenderingContext2D, { x, y }: ScreenPoint, half: number): void {
  context.beginPath();
  context.rect(x - half, y - half, 2 * half, 2 * half);
  fillGrip(context);
}

function fillGrip(context: CanvasRenderingContext2D): void {
  context.fillStyle = PAPER;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = INK;
  context.stroke();
}
