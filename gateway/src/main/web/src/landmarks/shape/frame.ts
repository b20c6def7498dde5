import { type ScreenPoint, screenPoint } from "../viewport.ts";

/** The frame round points that are moved together, with the handles that turn and scale them. Screen only, CSS pixels. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly centre: ScreenPoint;
  /** Pulled round the centre it turns the points. */
  readonly knob: ScreenPoint;
  /** Pulled from the centre they scale them. */
  readonly corners: readonly ScreenPoint[];
}

const MARGIN = 16;
const STALK = 28;

/** @returns null round nothing */
export function frameOf(places: readonly ScreenPoint[]): Frame | null {
  if (places.length === 0) {
    return null;
  }
  const left = Math.min(...places.map(({ x }) => x)) - MARGIN;
  const right = Math.max(...places.map(({ x }) => x)) + MARGIN;
  const top = Math.min(...places.map(({ y }) => y)) - MARGIN;
  const bottom = Math.max(...places.map(({ y }) => y)) + MARGIN;
  return {
    left,
    top,
    right,
    bottom,
    centre: screenPoint((left + right) / 2, (top + bottom) / 2),
    knob: screenPoint((left + right) / 2, top - STALK),
    corners: [
      screenPoint(left, top),
      screenPoint(right, top),
      screenPoint(right, bottom),
      screenPoint(left, bottom),
    ],
  };
}

export type Grip = "turn" | "scale" | "shift";

/** What a press takes hold of: a handle within `reach` CSS pixels, else the whole. */
export function gripAt(frame: Frame, at: ScreenPoint, reach: number): Grip {
  const near = (handle: ScreenPoint) => Math.hypot(handle.x - at.x, handle.y - at.y) <= reach;
  if (near(frame.knob)) {
    return "turn";
  }
  return frame.corners.some(near) ? "scale" : "shift";
}
