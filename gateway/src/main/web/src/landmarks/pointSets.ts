/** What is done to several points at once. As in `points.ts`, nothing changes a point in place. */

import { type ViewPoint, viewPoint } from "../views/points.ts";
import { confirm, type Landmark, looked, type Points, placeIn, type Size } from "./points.ts";

/**
 * Moves points together. One that nobody has looked at by itself is `fitted` afterwards: it does not lie where it was
 * suggested any more, and is nobody's word yet. Points that are not labelled, or have no place, stay as they are.
 *
 * @param to where a place goes; finite
 */
export function moveEach(
  points: Points,
  indices: readonly number[],
  to: (place: ViewPoint, index: number) => { readonly x: number; readonly y: number },
  size: Size,
): Points {
  const moved = new Set(indices);
  return points.map((point, i) => {
    if (!moved.has(i) || point.place === null || point.state === "not-labelled") {
      return point;
    }
    const { x, y } = to(point.place, i);
    return Number.isFinite(x) && Number.isFinite(y) ? carried(point, viewPoint(x, y), size) : point;
  });
}

function carried(point: Landmark, to: ViewPoint, size: Size): Landmark {
  const place = placeIn(point.state, to, size);
  if (place.x === point.place?.x && place.y === point.place.y) {
    return point;
  }
  if (!looked(point)) {
    return { ...point, place, provenance: "fitted" };
  }
  return { ...point, place, provenance: point.provenance === "placed" ? "placed" : "moved" };
}

/** Says yes to each of these that nobody has looked at yet. */
export function confirmEach(points: Points, indices: readonly number[]): Points {
  return indices.reduce((all, index) => confirm(all, index), points);
}

/**
 * The next point that waits for somebody: without a place that it needs, or not looked at yet. The search begins behind
 * `from`, goes round and ends at `from` itself.
 *
 * @returns -1 where none waits
 */
export function nextOpen(points: Points, from: number): number {
  for (let i = 1; i <= points.length; i++) {
    const index = (from + i) % points.length;
    const point = points[index];
    if (point !== undefined && isOpen(point)) {
      return index;
    }
  }
  return -1;
}

function isOpen(point: Landmark): boolean {
  const placeless = point.place === null && point.state !== "outside" && point.state !== "not-labelled";
  return placeless || !looked(point);
}

/** A set of points that belong together, as a schema has it. */
export interface PointGroup {
  readonly name: string;
  readonly points: readonly number[];
}

/** The points of the group that one of them is in; that point alone where it is in none. */
export function groupOf(groups: readonly PointGroup[], index: number): readonly number[] {
  return groups.find((group) => group.points.includes(index))?.points ?? [index];
}
