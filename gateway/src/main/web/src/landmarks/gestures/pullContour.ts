import type { FaceEditor } from "../FaceEditor.ts";
import type { ScreenPoint } from "../viewport.ts";
import { type Gesture, REACH } from "./gesture.ts";

/** While a dense schema's handles are shown: takes the one under the press, and the points round it follow. */
export function pullContour(editor: FaceEditor, at: ScreenPoint): Gesture | null {
  const handle = editor.shape.handleAt(at, REACH);
  if (handle === null) {
    return null;
  }
  const before = editor.state.points;
  const from = editor.viewPlace(at);
  let first = true;
  editor.select(handle.point);
  return {
    move(to) {
      const now = editor.viewPlace(to);
      editor.reshape(editor.shape.pulled(before, handle, { x: now.x - from.x, y: now.y - from.y }), first);
      first = false;
    },
    end: () => undefined,
  };
}
