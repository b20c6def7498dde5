import type { FaceEditor } from "../FaceEditor.ts";
import type { ScreenPoint } from "../viewport.ts";
import type { Gesture } from "./gesture.ts";

/** While points are being placed, a press places the selected one; it can be pulled on until the release, which goes on. */
export function placePoint(editor: FaceEditor, at: ScreenPoint): Gesture | null {
  if (!editor.placing.on) {
    return null;
  }
  const index = editor.state.selected;
  editor.drag(index, editor.viewPlace(at), true);
  editor.take(index);
  return {
    move: (to) => editor.drag(index, editor.viewPlace(to), false),
    end() {
      editor.take(null);
      editor.placing.advance();
    },
  };
}
