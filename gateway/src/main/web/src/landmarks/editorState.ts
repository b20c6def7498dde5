import type { Contour } from "./drawing.ts";
import type { PointGroup } from "./pointSets.ts";
import type { Points } from "./points.ts";
import type { Place } from "./shape/affine.ts";
import { PLAIN, type Tone } from "./tone/tone.ts";

/** What the editor needs to know of a schema. */
export interface FaceSchema {
  readonly points: readonly string[];
  readonly contours: readonly Contour[];
  readonly groups: readonly PointGroup[];
  /** For each point the one that takes its place in a mirror. */
  readonly flip: readonly number[];
  /** Where the points lie on an average face that looks straight ahead; only the proportions count. */
  readonly mean: readonly Place[];
}

/** What a pull on the picture moves: one point, or in a mode for it the selected point's group, or all of them. */
export type Mode = "points" | "group" | "shape";

/** Anchors that are being clicked for the mean shape: which, and how many are. */
export interface Fitting {
  readonly anchors: readonly number[];
  readonly done: number;
}

/** What the page around the canvas shows; a new object whenever it changed. */
export interface EditorState {
  readonly points: Points;
  readonly selected: number;
  readonly mode: Mode;
  /** Whether a press places the selected point and goes on to the next that waits. */
  readonly placing: boolean;
  readonly fitting: Fitting | null;
  readonly loupe: boolean;
  readonly mirror: boolean;
  /** Whether the picture is shown as in a mirror; the points stay what they are. */
  readonly flipped: boolean;
  readonly handles: boolean;
  readonly tone: Tone;
  /** Whether the picture is shown as it was sent, whatever the tone. */
  readonly asSent: boolean;
}

export type Switch = "loupe" | "mirror" | "flipped" | "handles" | "asSent";

/** How the work on a face begins. */
export function firstState(points: Points): EditorState {
  return {
    points,
    selected: 0,
    mode: "points",
    placing: false,
    fitting: null,
    loupe: false,
    mirror: false,
    flipped: false,
    handles: false,
    tone: PLAIN,
    asSent: false,
  };
}

/** Whether nothing changed but where points are and what is said of them: tools need not be drawn anew at every drag. */
export function nothingButPoints(
  before: { readonly state: EditorState },
  after: { readonly state: EditorState },
): boolean {
  return (Object.keys(after.state) as ReadonlyArray<keyof EditorState>).every(
    (key) => key === "points" || before.state[key] === after.state[key],
  );
}
