import { type ViewPoint, viewPoint } from "../../views/points.ts";
import { type Landmark, looked, type Points, type Size } from "../points.ts";
import { type Affine, affine, apply, type Pair, type Place, similarity } from "./affine.ts";

/** As many anchors as are asked for, and as few as will do. */
export const MOST_ANCHORS = 5;
export const FEWEST_ANCHORS = 2;

/** What everybody finds at once on a face, in the order in which it is asked for. */
const WELL_KNOWN = [
  /^eye-right-outer-corner$/,
  /^eye-left-outer-corner$/,
  /^nose-tip$/,
  /^lip-outer-right-corner$/,
  /^lip-outer-left-corner$/,
];

/**
 * The points to click first. A schema that does not have them all is begun with those that lie farthest apart in its mean
 * shape, since a fit is the surer the wider its anchors spread.
 */
export function anchorsOf(names: readonly string[], mean: readonly Place[]): number[] {
  const known = WELL_KNOWN.map((name) => names.findIndex((one) => name.test(one)));
  return known.every((index) => index >= 0) ? known : farthest(mean, Math.min(MOST_ANCHORS, mean.length));
}

function farthest(mean: readonly Place[], count: number): number[] {
  const chosen: number[] = [];
  while (chosen.length < count) {
    let best = -1;
    let most = -1;
    mean.forEach((place, i) => {
      const others = chosen.map((other) => mean[other] ?? place);
      // The first is the one that lies farthest from the middle.
      const away = Math.min(
        ...(others.length === 0 ? [{ x: 0, y: 0 }] : others).map((other) => distance(place, other)),
      );
      if (!chosen.includes(i) && away > most) {
        best = i;
        most = away;
      }
    });
    chosen.push(best);
  }
  return chosen;
}

/** How much more an affine fit may stretch one way than the other before it is a wrong click rather than a turned head. */
const WIDEST = 2.5;

/**
 * The map from the mean shape onto anchors that were clicked: a similarity for two or three of them, an affine map, which
 * can follow a head that is turned, for more.
 *
 * @returns null where the anchors do not tell, as with one of them or all in one place
 */
export function meanFit(pairs: readonly Pair[]): Affine | null {
  if (pairs.length < FEWEST_ANCHORS) {
    return null;
  }
  const wide = pairs.length > 3 ? affine(pairs) : null;
  return wide !== null && isLikely(wide) ? wide : similarity(pairs);
}

function isLikely({ a, b, d, e }: Affine): boolean {
  // The singular values of the matrix: how far it stretches, and how little.
  const sum = Math.hypot(a + e, d - b);
  const difference = Math.hypot(a - e, d + b);
  return a * e - b * d > 0 && sum + difference < WIDEST * (sum - difference);
}

/**
 * Lays the mean shape over anchors. Only points that nobody has looked at go along, and they say so: what was fitted is no
 * person's word before somebody has looked at it. A point that would lie outside of the view stays as it was.
 *
 * @param anchors the indices of the points that were clicked, which stay where they are
 * @returns the same points where the anchors do not tell
 */
export function layMean(
  points: Points,
  mean: readonly Place[],
  anchors: readonly number[],
  view: Size,
): Points {
  const pairs: Pair[] = [];
  for (const index of anchors) {
    const from = mean[index];
    const to = points[index]?.place;
    if (from !== undefined && to !== null && to !== undefined) {
      pairs.push({ from, to });
    }
  }
  const fit = meanFit(pairs);
  if (fit === null) {
    return points;
  }
  return points.map((point, i) => {
    const from = mean[i];
    if (from === undefined || anchors.includes(i) || !isOpen(point)) {
      return point;
    }
    const { x, y } = apply(fit, from);
    return onView(x, y, view) ? laid(point, viewPoint(x, y)) : point;
  });
}

/** Whether nobody has said anything of a point yet. */
function isOpen(point: Landmark): boolean {
  return point.place === null ? point.state !== "outside" : !looked(point);
}

function laid(point: Landmark, place: ViewPoint): Landmark {
  return {
    place,
    state: point.state === "not-labelled" || point.state === "outside" ? "visible" : point.state,
    provenance: "fitted",
    reason: point.reason,
  };
}

function onView(x: number, y: number, { width, height }: Size): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}

function distance(one: Place, other: Place): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
