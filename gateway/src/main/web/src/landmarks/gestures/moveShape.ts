import type { FaceEditor } from "../FaceEditor.ts";
import { moveEach } from "../pointSets.ts";
import { type Affine, apply, scaling, shifting, turning } from "../shape/affine.ts";
import { type Grip, gripAt } from "../shape/frame.ts";
import type { ScreenPoint } from "../viewport.ts";
import { type Gesture, REACH } from "./gesture.ts";

/** The least size that a shape can be scaled to at once: a press on its very middle would else send it anywhere. */
const LEAST_ARM = 8;

/** In the mode for it, and in no other: shifts, turns or scales the group or the whole shape. */
export function moveShape(editor: FaceEditor, at: ScreenPoint): Gesture | null {
  const frame = editor.shape.frame();
  if (frame === null) {
    return null;
  }
  const grip = gripAt(frame, at, REACH);
  const before = editor.state.points;
  const moving = editor.shape.moving();
  let first = true;
  return {
    move(to) {
      const map = onView(editor, grip, frame.centre, at, to);
      editor.reshape(
        moveEach(before, moving, (place) => apply(map, place), editor.view),
        first,
      );
      first = false;
    },
    end: () => undefined,
  };
}

/** What was pulled on the screen, as a map of the view. */
function onView(
  editor: FaceEditor,
  grip: Grip,
  middle: ScreenPoint,
  from: ScreenPoint,
  to: ScreenPoint,
): Affine {
  const centre = editor.viewPlace(middle);
  const a = editor.viewPlace(from);
  const b = editor.viewPlace(to);
  switch (grip) {
    case "shift":
      return shifting(b.x - a.x, b.y - a.y);
    case "turn":
      return turning(
        centre,
        Math.atan2(b.y - centre.y, b.x - centre.x) - Math.atan2(a.y - centre.y, a.x - centre.x),
      );
    case "scale": {
      const arm = Math.hypot(to.x - middle.x, to.y - middle.y);
      return scaling(centre, Math.max(arm, LEAST_ARM) / Math.hypot(from.x - middle.x, from.y - middle.y));
    }
  }
}
