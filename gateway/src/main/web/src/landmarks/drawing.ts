import type { ViewPoint } from "../views/points.ts";
import type { Landmark, PointState, Points } from "./points.ts";
import { type ScreenPoint, toScreen, type Viewport } from "./viewport.ts";

export interface Contour {
  readonly name: string;
  readonly points: readonly number[];
  readonly closed: boolean;
}

export interface Scene {
  readonly bitmap: ImageBitmap;
  readonly points: Points;
  readonly contours: readonly Contour[];
  readonly selected: number;
  /** Within how many view pixels the selected point probably lies; null where that is not known. */
  readonly reach: number | null;
  readonly viewport: Viewport;
}

const RADIUS = 4;
const INK = "#10181d";
const PAPER = "#ffffff";
const CHOSEN = "#ffd24a";

/** Draws a face with its points. States are told apart by shape, suggestions by being hollow: never by colour alone. */
export function draw(context: CanvasRenderingContext2D, density: number, scene: Scene): void {
  const { bitmap, viewport } = scene;
  context.reset();
  context.scale(density, density);
  // Real pixels once they are large enough to be seen.
  context.imageSmoothingEnabled = viewport.scale < 4;
  context.imageSmoothingQuality = "high";
  const { width, height } = bitmap;
  context.drawImage(bitmap, viewport.left, viewport.top, width * viewport.scale, height * viewport.scale);
  for (const contour of scene.contours) {
    drawContour(context, contour, scene);
  }
  drawReach(context, scene);
  scene.points.forEach((point, i) => {
    if (point.place !== null && point.state !== "not-labelled") {
      drawPoint(context, toScreen(viewport, point.place), point, i === scene.selected);
    }
  });
}

function drawContour(context: CanvasRenderingContext2D, contour: Contour, scene: Scene): void {
  const indices = contour.closed ? [...contour.points, contour.points[0] ?? -1] : contour.points;
  context.beginPath();
  let pen = false;
  for (const index of indices) {
    const place = shown(scene.points[index]);
    if (place === null) {
      pen = false;
      continue;
    }
    const at = toScreen(scene.viewport, place);
    if (pen) {
      context.lineTo(at.x, at.y);
    } else {
      context.moveTo(at.x, at.y);
    }
    pen = true;
  }
  // Twice, so that it is seen on light and on dark skin.
  context.lineWidth = 3;
  context.strokeStyle = "rgb(16 24 29 / 45%)";
  context.stroke();
  context.lineWidth = 1;
  context.strokeStyle = "rgb(255 255 255 / 85%)";
  context.stroke();
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
  context.lineWidth = 3;
  context.strokeStyle = "rgb(16 24 29 / 45%)";
  context.stroke();
  context.lineWidth = 1;
  context.strokeStyle = CHOSEN;
  context.stroke();
  context.setLineDash([]);
}

function drawPoint(
  context: CanvasRenderingContext2D,
  at: ScreenPoint,
  point: Landmark,
  selected: boolean,
): void {
  const hollow = point.provenance === "suggested-untouched";
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
