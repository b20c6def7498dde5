import type { FaceEditor } from "../FaceEditor.ts";
import type { CommandId } from "./commands.ts";

/** What is done of a second look: with what was handed in, with remarks on it, and what becomes of it. */
const REVIEW = [
  "before",
  "remark",
  "next-remark",
  "accept",
  "fix",
  "return",
] as const satisfies readonly CommandId[];
export type ReviewAct = (typeof REVIEW)[number];

/** What leads off the picture, to the page around it. */
export interface PageActions {
  /** Does what a second look asks for; nothing where there is none. */
  readonly review: (act: ReviewAct) => void;
  /** Goes to the next point that looks wrong. */
  readonly "next-found": () => void;
  /** Asks whether one knows the person; the answer is another press. */
  readonly known: () => void;
  /** Asks why one passes the face over. */
  readonly skip: () => void;
  /** Opens the project's guideline. */
  readonly guideline: () => void;
  /** Opens the cheat sheet. */
  readonly help: () => void;
}

type PageCommand = Exclude<keyof PageActions, "review">;

const OFF_PICTURE: ReadonlyArray<PageCommand> = ["next-found", "known", "skip", "guideline", "help"];

/** Whether a command leads off the picture. */
export function leadsOff(id: CommandId): id is PageCommand {
  return (OFF_PICTURE as readonly CommandId[]).includes(id);
}

/** Whether a command belongs to a second look. */
export function isReview(id: CommandId): id is ReviewAct {
  return (REVIEW as readonly CommandId[]).includes(id);
}

type Act = (editor: FaceEditor, step: number) => void;
type Hold = (editor: FaceEditor, down: boolean) => void;

/** Degrees, and the share by which a shape grows, at one press. */
const TURN = 0.5;
const GROW = 1.01;
const ZOOM = 1.25;

export const HOLDS: Readonly<Partial<Record<CommandId, Hold>>> = {
  "hold-group": (editor, down) => editor.shape.setMode(down ? "group" : "points"),
  "hold-shape": (editor, down) => editor.shape.setMode(down ? "shape" : "points"),
  "hide-points": (editor, down) => editor.hidePoints(down),
};

export const ACTS: Readonly<Partial<Record<CommandId, Act>>> = {
  "next-point": (editor) => editor.selectNext(1),
  "previous-point": (editor) => editor.selectNext(-1),
  "next-open": (editor) => editor.selectNextOpen(),
  "least-sure": (editor) => editor.selectLeastSure(),
  "nudge-left": (editor, step) => editor.nudge(-step, 0),
  "nudge-right": (editor, step) => editor.nudge(step, 0),
  "nudge-up": (editor, step) => editor.nudge(0, -step),
  "nudge-down": (editor, step) => editor.nudge(0, step),
  undo: (editor) => editor.undo(),
  redo: (editor) => editor.redo(),
  "confirm-next": (editor) => editor.confirmAndAdvance(),
  "confirm-group": (editor) => editor.confirmGroup(),
  visible: (editor) => editor.setState("visible"),
  occluded: (editor) => editor.setState("occluded"),
  "self-occluded": (editor) => editor.setState("self-occluded"),
  outside: (editor) => editor.setState("outside"),
  ambiguous: (editor) => editor.setState("ambiguous"),
  "not-labelled": (editor) => editor.setState("not-labelled"),
  "visible-next": (editor) => editor.setStateAndAdvance("visible"),
  "occluded-next": (editor) => editor.setStateAndAdvance("occluded"),
  "self-occluded-next": (editor) => editor.setStateAndAdvance("self-occluded"),
  "outside-next": (editor) => editor.setStateAndAdvance("outside"),
  "not-labelled-next": (editor) => editor.setStateAndAdvance("not-labelled"),
  placing: (editor) => editor.placing.toggle(),
  place: (editor) => editor.placing.place(),
  "mean-shape": (editor) => editor.placing.fit(),
  "group-mode": (editor) => editor.shape.toggleMode("group"),
  "shape-mode": (editor) => editor.shape.toggleMode("shape"),
  "turn-left": (editor) => editor.shape.turn(-TURN),
  "turn-right": (editor) => editor.shape.turn(TURN),
  shrink: (editor) => editor.shape.scale(1 / GROW),
  grow: (editor) => editor.shape.scale(GROW),
  handles: (editor) => editor.toggle("handles"),
  "zoom-in": (editor) => editor.zoom(ZOOM),
  "zoom-out": (editor) => editor.zoom(1 / ZOOM),
  "show-all": (editor) => editor.showAll(),
  loupe: (editor) => editor.toggle("loupe"),
  mirror: (editor) => editor.toggle("mirror"),
  flip: (editor) => editor.toggle("flipped"),
  "as-sent": (editor) => editor.toggle("asSent"),
};
