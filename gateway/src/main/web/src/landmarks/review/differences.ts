import type { ViewPoint } from "../../views/points.ts";
import type { Landmark, Points } from "../points.ts";

/** View pixels. What differs by less was written and read again, and moved by nobody. */
const SAME = 1e-6;

/** Where a point is drawn; null where it is not. */
export function shownPlace(point: Landmark | undefined): ViewPoint | null {
  return point === undefined || point.state === "not-labelled" ? null : point.place;
}

/** How many points differ in place, state or reason. Who looked at them does not count: that says nothing else of the face. */
export function differences(before: Points, now: Points): number {
  return now.filter((point, i) => differs(before[i], point)).length;
}

function differs(before: Landmark | undefined, now: Landmark): boolean {
  return (
    before === undefined ||
    before.state !== now.state ||
    (before.reason ?? "") !== (now.reason ?? "") ||
    isElsewhere(shownPlace(before), shownPlace(now))
  );
}

function isElsewhere(before: ViewPoint | null, now: ViewPoint | null): boolean {
  if (before === null || now === null) {
    return before !== now;
  }
  return Math.hypot(now.x - before.x, now.y - before.y) > SAME;
}
