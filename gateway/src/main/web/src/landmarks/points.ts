/**
 * The points of one face while somebody works on them. Nothing here changes a point in place, so that every earlier state
 * can come back.
 */

import { type ViewPoint, viewPoint } from "../views/points.ts";

export const STATES = [
  "visible",
  "occluded",
  "self-occluded",
  "outside",
  "ambiguous",
  "not-labelled",
] as const;
export type PointState = (typeof STATES)[number];

export const PROVENANCES = [
  "suggested-untouched",
  "confirmed",
  "moved",
  "placed",
  "fitted",
  "propagated",
] as const;
export type Provenance = (typeof PROVENANCES)[number];

export interface Landmark {
  /** Kept while the state has no place for it, so that another state finds it again; null if there never was one. */
  readonly place: ViewPoint | null;
  readonly state: PointState;
  /** How it came to its place; null if it came without one. */
  readonly provenance: Provenance | null;
  /** Why, for points that are ambiguous or not labelled. */
  readonly reason: string | null;
}

export type Points = readonly Landmark[];

/** View pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** As it is sent. */
export interface WirePoint {
  readonly x: number | null;
  readonly y: number | null;
  readonly state: PointState;
  /** Null where, and only where, there is no place. */
  readonly provenance: Provenance | null;
  readonly reason: string | null;
}

/** Moves a point, within the view unless it is said to lie outside of it. */
export function move(points: Points, index: number, to: ViewPoint, size: Size): Points {
  return change(points, index, (point) => {
    if (!Number.isFinite(to.x) || !Number.isFinite(to.y)) {
      return point;
    }
    const state = point.state === "not-labelled" ? "visible" : point.state;
    return {
      ...point,
      place: placeIn(state, to, size),
      state,
      provenance: point.place === null ? "placed" : moved(point.provenance),
    };
  });
}

/** Says of a point how it is seen. Whoever says that has looked at it: it is no untouched suggestion any more. */
export function setState(points: Points, index: number, state: PointState, size: Size): Points {
  return change(points, index, (point) => {
    if (point.state === state) {
      return point;
    }
    const place = point.place === null ? null : placeIn(state, point.place, size);
    return {
      place,
      state,
      // A suggestion that is brought onto the view lies elsewhere than it was suggested.
      provenance: same(place, point.place) ? agreed(point.provenance) : moved(point.provenance),
      reason: state === "ambiguous" ? point.reason : null,
    };
  });
}

/** The states that a reason belongs to: why a point could be in more than one place, or why it is in none. */
export const REASONED: readonly PointState[] = ["ambiguous", "not-labelled"];

/** Says why, of a point whose state has a reason. */
export function setReason(points: Points, index: number, reason: string): Points {
  return change(points, index, (point) => (REASONED.includes(point.state) ? { ...point, reason } : point));
}

/** Says yes to one suggestion. */
export function confirm(points: Points, index: number): Points {
  return change(points, index, (point) =>
    looked(point) ? point : { ...point, provenance: agreed(point.provenance) },
  );
}

/** Says yes to all that nobody has looked at yet; what was moved or placed stays so. */
export function confirmAll(points: Points): Points {
  return points.map((point) => (looked(point) ? point : { ...point, provenance: agreed(point.provenance) }));
}

/** Whether somebody has looked at this very point: it is neither a mere suggestion nor merely laid with others. */
export function looked({ provenance }: Landmark): boolean {
  return provenance !== "suggested-untouched" && provenance !== "fitted";
}

/** How many points nobody has looked at yet. */
export function untouched(points: Points): number {
  return points.filter((point) => !looked(point)).length;
}

/** How sure each suggestion is: the standard deviation along each axis, in view pixels; null where nobody can tell. */
export type Deviations = ReadonlyArray<number | null>;

/** The suggestion that nobody has looked at yet and that is least sure; -1 where none is left of which that is known. */
export function leastSure(points: Points, deviations: Deviations): number {
  let worst = -1;
  let most = 0;
  points.forEach((point, i) => {
    const deviation = deviations[i] ?? 0;
    if (point.provenance === "suggested-untouched" && deviation > most) {
      worst = i;
      most = deviation;
    }
  });
  return worst;
}

/** In two dimensions 95 % of points lie within so many deviations. */
const HOLDS_95 = Math.sqrt(-2 * Math.log(1 - 0.95));

/** Within how many view pixels 95 of 100 suggestions that are this sure lie; null for a point that was looked at. */
export function reach(point: Landmark | undefined, deviation: number | null | undefined): number | null {
  return point?.provenance === "suggested-untouched" && typeof deviation === "number"
    ? HOLDS_95 * deviation
    : null;
}

/** The first point that cannot be handed in as it is; -1 where all can. */
export function firstUnfinished(points: Points): number {
  return points.findIndex(
    (point) =>
      (point.state === "ambiguous" && (point.reason ?? "").trim() === "") ||
      (point.place === null && point.state !== "outside" && point.state !== "not-labelled"),
  );
}

/**
 * As the gateway takes it: what is not labelled has no place, nor has what is said to lie outside of the view while its
 * place is still the one on the view; and what has no place does not say how it came there.
 */
export function toWire(points: Points, size: Size): WirePoint[] {
  return points.map((point) => {
    const place = placed(point, size);
    return {
      x: place?.x ?? null,
      y: place?.y ?? null,
      state: point.state,
      provenance: place === null ? null : point.provenance,
      reason: reasonOf(point),
    };
  });
}

/** What is not labelled needs no reason: a blank one is none. */
function reasonOf({ state, reason }: Landmark): string | null {
  if (state === "not-labelled") {
    return (reason ?? "").trim() === "" ? null : reason;
  }
  return state === "ambiguous" ? reason : null;
}

export function fromWire(sent: readonly WirePoint[]): Points {
  return sent.map(({ x, y, state, provenance, reason }) => ({
    place: x === null || y === null ? null : viewPoint(x, y),
    state,
    provenance,
    reason,
  }));
}

function change(points: Points, index: number, to: (point: Landmark) => Landmark): Points {
  const point = points[index];
  return point === undefined ? points : points.with(index, to(point));
}

/** What a person who says yes to a place makes of it: where no suggestion lay, that person placed it. */
function agreed(provenance: Provenance | null): Provenance | null {
  if (provenance === "suggested-untouched") {
    return "confirmed";
  }
  return provenance === "fitted" ? "placed" : provenance;
}

function moved(provenance: Provenance | null): Provenance {
  return provenance === "placed" || provenance === "fitted" ? "placed" : "moved";
}

function placed({ place, state }: Landmark, size: Size): ViewPoint | null {
  if (place === null || state === "not-labelled") {
    return null;
  }
  return state === "outside" && same(place, within(place, size)) ? null : place;
}

function same(one: ViewPoint | null, other: ViewPoint | null): boolean {
  return one?.x === other?.x && one?.y === other?.y;
}

/** Where a point of this state may lie: on the view, unless it is said to lie outside of it. */
export function placeIn(state: PointState, place: ViewPoint, size: Size): ViewPoint {
  return state === "outside" ? place : within(place, size);
}

function within(place: ViewPoint, size: Size): ViewPoint {
  return viewPoint(Math.min(Math.max(place.x, 0), size.width), Math.min(Math.max(place.y, 0), size.height));
}
