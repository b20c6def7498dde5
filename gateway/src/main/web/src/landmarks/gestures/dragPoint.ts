import type { FaceEditor } from "../FaceEditor.ts";
import { type ScreenPoint, screenPoint } from "../viewport.ts";
import { type Gesture, REACH } from "./gesture.ts";

/** Takes the point under the press, if there is one. It keeps its distance from the cursor: taking it does not move it. */
export function dragPoint(editor: FaceEditor, at: ScreenPoint): Gesture | null {
  const index = editor.nearest(at, REACH);
  const mark = index < 0 ? null : editor.screenPlace(index);
  if (mark === null) {
    return null;
  }
  const dx = mark.x - at.x;
  const dy = mark.y - at.y;
  let first = true;
  editor.select(index);
  editor.take(index);
  return {
    move(to) {
      editor.drag(index, editor.viewPlace(screenPoint(to.x + dx, to.y + dy)), first);
      first = false;
    },
    end: () => editor.take(null),
  };
}
