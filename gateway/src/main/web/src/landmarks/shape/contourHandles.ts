import type { Place } from "./affine.ts";

/** A line through points that is shaped by a few of them. */
export interface Line {
  readonly points: readonly number[];
  readonly closed: boolean;
}

/** Shorter lines are shaped point by point. */
export const SHORTEST = 9;
const EVERY = 5;
/** How much of the distance between two neighbours stays between them at least. */
const LEFT = 0.05;

/**
 * Which places along a line are its handles: about every fifth, evenly, both ends of an open line among them.
 *
 * @returns positions in the line's list, ascending; none for a line that is too short to need any
 */
export function handlesOf({ points, closed }: Line): number[] {
  const count = points.length;
  if (count < SHORTEST) {
    return [];
  }
  const handles = Math.max(3, Math.round(count / EVERY));
  const gap = closed ? count / handles : (count - 1) / (handles - 1);
  return Array.from({ length: handles }, (_, i) => Math.round(i * gap));
}

/**
 * Pulls a line by one of its handles. The points between it and its neighbouring handles follow the less, the nearer they
 * lie to those, along half a wave of a cosine; those handles and all beyond them stay. Along the line a handle goes only so
 * far that every point stays between its neighbours.
 *
 * @param places of the line's points, in its order
 * @param handles positions, as {@link handlesOf} gives them
 * @param which index in `handles`
 * @param by view pixels
 */
export function pull(
  places: readonly Place[],
  closed: boolean,
  handles: readonly number[],
  which: number,
  by: Place,
): readonly Place[] {
  const at = handles[which];
  if (at === undefined) {
    return places;
  }
  const before = handles[which - 1] ?? (closed ? (handles[handles.length - 1] ?? at) - places.length : null);
  const after = handles[which + 1] ?? (closed ? (handles[0] ?? at) + places.length : null);
  const arms = [before === null ? [at] : between(before, at), after === null ? [at] : between(after, at)];
  const weights = new Map<number, number>();
  let step = by;
  for (const arm of arms) {
    const run = arm.map((position) => placeAt(places, position));
    const shares = falloff(run);
    step = keptInOrder(run, shares, step);
    for (const [i, position] of arm.entries()) {
      weights.set(wrapped(position, places.length), shares[i] ?? 0);
    }
  }
  return places.map((place, i) => {
    const weight = weights.get(i) ?? 0;
    return weight === 0 ? place : { x: place.x + weight * step.x, y: place.y + weight * step.y };
  });
}

/** From the fixed handle to the one that is pulled, both included. */
function between(fixed: number, pulled: number): number[] {
  const way = Math.sign(pulled - fixed);
  return Array.from({ length: Math.abs(pulled - fixed) + 1 }, (_, i) => fixed + i * way);
}

/** How much each point of an arm follows, by its distance along the line: none at the fixed end, all at the other. */
function falloff(run: readonly Place[]): number[] {
  if (run.length === 1) {
    return [1];
  }
  const lengths = [0];
  for (let i = 1; i < run.length; i++) {
    lengths.push((lengths[i - 1] ?? 0) + distance(run[i - 1], run[i]));
  }
  const whole = lengths[lengths.length - 1] ?? 0;
  return lengths.map((length, i) => {
    // Points that all lie in one place have no distances: they follow by their number.
    const share = whole > 0 ? length / whole : i / (run.length - 1);
    return i === run.length - 1 ? 1 : (1 - Math.cos(Math.PI * share)) / 2;
  });
}

/** The step without what would push a point past its neighbour, measured along the straight line from end to end. */
function keptInOrder(run: readonly Place[], shares: readonly number[], step: Place): Place {
  const first = run[0];
  const last = run[run.length - 1];
  const length = distance(first, last);
  if (first === undefined || last === undefined || length === 0) {
    return step;
  }
  const along = { x: (last.x - first.x) / length, y: (last.y - first.y) / length };
  let wanted = step.x * along.x + step.y * along.y;
  const asked = wanted;
  for (let i = 1; i < run.length; i++) {
    const gap =
      ((run[i]?.x ?? 0) - (run[i - 1]?.x ?? 0)) * along.x +
      ((run[i]?.y ?? 0) - (run[i - 1]?.y ?? 0)) * along.y;
    const gain = (shares[i] ?? 0) - (shares[i - 1] ?? 0);
    if (gap > 0 && gain > 0) {
      wanted = Math.max(wanted, -((1 - LEFT) * gap) / gain);
    }
  }
  const back = wanted - asked;
  return { x: step.x + back * along.x, y: step.y + back * along.y };
}

function placeAt(places: readonly Place[], position: number): Place {
  return places[wrapped(position, places.length)] ?? { x: 0, y: 0 };
}

function wrapped(position: number, count: number): number {
  return ((position % count) + count) % count;
}

function distance(one: Place | undefined, other: Place | undefined): number {
  return one === undefined || other === undefined ? 0 : Math.hypot(one.x - other.x, one.y - other.y);
}
