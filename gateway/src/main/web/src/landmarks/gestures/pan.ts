import type { FaceEditor } from "../FaceEditor.ts";
import type { ScreenPoint } from "../viewport.ts";
import type { Gesture } from "./gesture.ts";

/** Pulls the picture about; no point moves on the view. */
export function pan(editor: FaceEditor, at: ScreenPoint): Gesture {
  let last = at;
  return {
    move(to) {
      editor.pan(to.x - last.x, to.y - last.y);
      last = to;
    },
    end: () => undefined,
  };
}
