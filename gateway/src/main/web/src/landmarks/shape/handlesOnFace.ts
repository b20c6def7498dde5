import type { ViewPoint } from "../../views/points.ts";
import { moveEach } from "../pointSets.ts";
import type { Points, Size } from "../points.ts";
import type { ScreenPoint } from "../viewport.ts";
import type { Place } from "./affine.ts";
import { handlesOf, type Line, pull } from "./contourHandles.ts";

/** One handle of one contour. */
export interface Handle {
  /** Which contour of the schema. */
  readonly contour: number;
  /** Which of the contour's handles. */
  readonly which: number;
  /** The point that it lies on. */
  readonly point: number;
}

/** Where the handles of all contours lie. */
export function handlePlaces(contours: readonly Line[], points: Points): ViewPoint[] {
  return handles(contours)
    .map(({ point }) => points[point]?.place ?? null)
    .filter((place) => place !== null);
}

/** The handle nearest to a place on the screen, within `within` CSS pixels; null where there is none. */
export function handleNear(
  contours: readonly Line[],
  screenPlace: (index: number) => ScreenPoint | null,
  at: ScreenPoint,
  within: number,
): Handle | null {
  let best: Handle | null = null;
  let distance = within;
  for (const handle of handles(contours)) {
    const mark = screenPlace(handle.point);
    const away = mark === null ? Number.POSITIVE_INFINITY : Math.hypot(mark.x - at.x, mark.y - at.y);
    if (away <= distance) {
      best = handle;
      distance = away;
    }
  }
  return best;
}

/** Pulls a contour by a handle; a contour of which a point has no place stays as it is. */
export function pullBy(
  points: Points,
  contours: readonly Line[],
  handle: Handle,
  by: Place,
  view: Size,
): Points {
  const line = contours[handle.contour];
  const places =
    line?.points.map((index) => points[index]?.place ?? null).filter((place) => place !== null) ?? [];
  if (line === undefined || places.length !== line.points.length) {
    return points;
  }
  const pulled = pull(places, line.closed, handlesOf(line), handle.which, by);
  return moveEach(points, line.points, (place, index) => pulled[line.points.indexOf(index)] ?? place, view);
}

function handles(contours: readonly Line[]): Handle[] {
  return contours.flatMap((line, contour) =>
    handlesOf(line).map((position, which) => ({ contour, which, point: line.points[position] ?? -1 })),
  );
}
