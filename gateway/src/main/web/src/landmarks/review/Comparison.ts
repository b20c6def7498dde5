import type { FaceEditor } from "../FaceEditor.ts";
import type { Points } from "../points.ts";
import { differences } from "./differences.ts";
import { drawHandedIn } from "./drawHandedIn.ts";

/** What was handed in, beside what stands on the picture now. Points are compared and drawn here, and never by React. */
export class Comparison {
  readonly #editor: Pick<FaceEditor, "state" | "layUnder">;
  readonly #before: Points;
  #shown = false;

  /** @param before as somebody else handed them in */
  constructor(editor: Pick<FaceEditor, "state" | "layUnder">, before: Points) {
    this.#editor = editor;
    this.#before = before;
  }

  /** How many points the reviewer changed. */
  get changed(): number {
    return differences(this.#before, this.#editor.state.points);
  }

  /** Shows what was handed in under the points, or hides it; answers which. */
  toggle(): boolean {
    this.#shown = !this.#shown;
    this.#editor.layUnder(
      this.#shown
        ? (context, viewport, points) => drawHandedIn(context, viewport, this.#before, points)
        : null,
    );
    return this.#shown;
  }

  /** Leaves the picture as it was. */
  end(): void {
    if (this.#shown) {
      this.toggle();
    }
  }
}
