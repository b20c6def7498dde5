import type { ViewPoint } from "../views/points.ts";
import { type Landmark, looked, type PointState, type Points } from "./points.ts";
import { across, type ScreenPoint, toScreen, type Viewport } from "./viewport.ts";

export interface Contour {
  readonly name: string;
  readonly points: readonly number[];
  readonly closed: boolean;
}

export interface Scene {
  readonly picture: ImageBitmap | OffscreenCanvas;
  readonly points: Points;
  readonly contours: readonly Contour[];
  readonly selected: number;
  /** Points with a ring around them. */
  readonly highlighted: readonly number[];
  /** Within how many view pixels the selected point probably lies; null where that is not known. */
  readonly reach: number | null;
  readonly viewport: Viewport;
  /** Whether nothing but the picture is shown. */
  readonly hidden: boolean;
  /** What lies between the picture and the points; null for nothing. */
  readonly under: Underlay | null;
}

/** Draws on the picture, under the points. */
export type Underlay = (context: CanvasRenderingContext2D, viewport: Viewport, points: Points) => void;

const RADIUS = 4;
export const INK = "#10181d";
export const PAPER = "#ffffff";
export const CHOSEN = "#ffd24a";

/** Draws the picture alone. */
export function drawPicture(context: CanvasRenderingContext2D, { picture, viewport }: Scene): void {
  context.save();
  // Real pixels once they are large enough to be seen.
  context.imageSmoothingEnabled = viewport.scale < 4;
  context.imageSmoothingQuality = "high";
  context.translate(viewport.left, viewport.top);
  context.scale(across(viewport), viewport.scale);
  context.drawImage(picture, 0, 0);
  context.restore();
}

/**
 * Draws contours and points. States are told apart by shape, and what nobody looked at by being hollow: never by colour
 * alone.
 *
 * @param of which of the points, and the contours through them
 */
export function drawPoints(
  context: CanvasRenderingContext2D,
  scene: Scene,
  of: (index: number) => boolean,
): void {
  for (const contour of scene.contours) {
    drawContour(context, contour, scene, of);
  }
  if (of(scene.selected)) {
    drawReach(context, scene);
  }
  drawRings(context, scene, of);
  scene.points.forEach((point, i) => {
    const place = shown(point);
    if (place !== null && of(i)) {
      drawPoint(context, toScreen(scene.viewport, place), point, i === scene.selected);
    }
  });
}

/** A line that is seen on light and on dark skin: thin and light, within one that is dark and wider. */
export function drawTwice(context: CanvasRenderingContext2D, colour = "rgb(255 255 255 / 85%)"): void {
  context.lineWidth = 3;
  context.strokeStyle = "rgb(16 24 29 / 45%)";
  context.stroke();
  context.lineWidth = 1;
  context.strokeStyle = colour;
  context.stroke();
}

/** A contour's pieces, each between two neighbours of which at least one is asked for. */
function drawContour(
  context: CanvasRenderingContext2D,
  { points, closed }: Contour,
  { points: landmarks, viewport }: Scene,
  of: (index: number) => boolean,
): void {
  const indices = closed ? [...points, points[0] ?? -1] : points;
  context.beginPath();
  let last: { readonly index: number; readonly at: ScreenPoint } | null = null;
  let pen = false;
  for (const index of indices) {
    const place = shown(landmarks[index]);
    if (place === null) {
      last = null;
      pen = false;
      continue;
    }
    const at = toScreen(viewport, place);
    if (last !== null && (of(index) || of(last.index))) {
      if (!pen) {
        context.moveTo(last.at.x, last.at.y);
      }
      context.lineTo(at.x, at.y);
      pen = true;
    } else {
      pen = false;
    }
    last = { index, at };
  }
  drawTwice(context);
}

function shown(point: Landmark | undefined): ViewPoint | null {
  return point === undefined || point.state === "not-labelled" ? null : point.place;
}

function drawReach(context: CanvasRenderingContext2D, { points, selected, reach, viewport }: Scene): void {
  const place = shown(points[selected]);
  if (place === null || reach === null) {
    return;
  }
  const at = toScreen(viewport, place);
  context.beginPath();
  context.arc(at.x, at.y, reach * viewport.scale, 0, 2 * Math.PI);
  context.setLineDash([4, 4]);
  drawTwice(context, CHOSEN);
  context.setLineDash([]);
}

function drawRings(
  context: CanvasRenderingContext2D,
  { points, highlighted, viewport }: Scene,
  of: (index: number) => boolean,
): void {
  for (const index of highlighted.filter(of)) {
    const place = shown(points[index]);
    if (place !== null) {
      const at = toScreen(viewport, place);
      context.beginPath();
      context.arc(at.x, at.y, RADIUS + 3, 0, 2 * Math.PI);
      context.lineWidth = 3;
      context.strokeStyle = INK;
      context.stroke();
      context.lineWidth = 1.5;
      context.strokeStyle = PAPER;
      context.stroke();
    }
  }
}

function drawPoint(
  context: CanvasRenderingContext2D,
  at: ScreenPoint,
  point: Landmark,
  selected: boolean,
): void {
  const hollow = !looked(point);
  shape(context, at, point.state, RADIUS);
  context.lineWidth = 3;
  context.strokeStyle = INK;
  context.stroke();
  context.lineWidth = 1.5;
  context.strokeStyle = selected ? CHOSEN : PAPER;
  context.stroke();
  if (!hollow) {
    context.fillStyle = selected ? CHOSEN : PAPER;
    context.fill();
  }
  if (selected) {
    context.beginPath();
    context.arc(at.x, at.y, RADIUS + 6, 0, 2 * Math.PI);
    context.lineWidth = 3;
    context.strokeStyle = INK;
    context.stroke();
    context.lineWidth = 1.5;
    context.strokeStyle = CHOSEN;
    context.stroke();
  }
}

function shape(context: CanvasRenderingContext2D, at: ScreenPoint, state: PointState, r: number): void {
  context.beginPath();
  switch (state) {
    case "visible":
    case "not-labelled":
      context.arc(at.x, at.y, r, 0, 2 * Math.PI);
      return;
    case "occluded":
      corners(context, at, r * 1.3, 4, 0);
      return;
    case "self-occluded":
      corners(context, at, r * 1.3, 4, Math.PI / 4);
      return;
    case "outside":
      corners(context, at, r * 1.4, 3, -Math.PI / 2);
      return;
    case "ambiguous":
      corners(context, at, r * 1.3, 6, 0);
      return;
  }
}

function corners(
  context: CanvasRenderingContext2D,
  at: ScreenPoint,
  r: number,
  count: number,
  turn: number,
): void {
  for (let i = 0; i < count; i++) {
    const angle = turn + (2 * Math.PI * i) / count;
    context.lineTo(at.x + r * Math.cos(angle), at.y + r * Math.sin(angle));
  }
  context.closePath();
}
