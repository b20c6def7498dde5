import { type ViewPoint, viewPoint } from "../../views/points.ts";
import type { Landmark, Points } from "../points.ts";
import { apply, type Pair, similarity } from "./affine.ts";

/**
 * Where each point's opposite would lie if the face were the same on both sides: the points are mirrored, each takes its
 * opposite's place, and the whole is shifted, turned and scaled onto the face as well as it goes. No face is the same on
 * both sides, and none that is turned looks so; a mark that lies far off on one point only is worth a look.
 *
 * @param flip for each point the one that takes its place in a mirror
 * @returns none for a point whose opposite has no place, and none at all where too few have one
 */
export function mirrorMarks(points: Points, flip: readonly number[]): ReadonlyArray<ViewPoint | null> {
  const mirrored = points.map((_, i) => {
    const place = shown(points[flip[i] ?? i]);
    return place === null ? null : { x: -place.x, y: place.y };
  });
  const pairs: Pair[] = [];
  points.forEach((point, i) => {
    const from = mirrored[i] ?? null;
    const to = shown(point);
    if (from !== null && to !== null) {
      pairs.push({ from, to });
    }
  });
  const fit = similarity(pairs);
  return mirrored.map((from) => {
    if (fit === null || from === null) {
      return null;
    }
    const { x, y } = apply(fit, from);
    return viewPoint(x, y);
  });
}

function shown(point: Landmark | undefined): ViewPoint | null {
  return point === undefined || point.state === "not-labelled" ? null : point.place;
}
