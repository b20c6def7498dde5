import type { FaceEditor } from "./FaceEditor.ts";
import { ACTS, HOLDS, isReview, leadsOff, type PageActions } from "./keys/actions.ts";
import { commandFor, type Remapped } from "./keys/bindings.ts";
import { baseKey, chordOf } from "./keys/chord.ts";
import { type CommandId, commandOf } from "./keys/commands.ts";

/**
 * The keyboard, while the canvas has the focus and at no other time: letters that act anywhere would act on those who
 * speak to their machine. Which key does what stands in `keys/commands.ts`; Tab leaves, as everywhere, and Escape ends what
 * was begun.
 */
export class KeyHandler {
  readonly #editor: FaceEditor;
  readonly #page: PageActions;
  readonly #remapped: () => Remapped;
  readonly #listening = new AbortController();
  /** What is held down, and the key that holds it. */
  #held: { readonly id: CommandId; readonly key: string } | null = null;

  constructor(canvas: HTMLCanvasElement, editor: FaceEditor, page: PageActions, remapped: () => Remapped) {
    this.#editor = editor;
    this.#page = page;
    this.#remapped = remapped;
    const { signal } = this.#listening;
    canvas.addEventListener("keydown", (event) => this.#down(event), { signal });
    canvas.addEventListener("keyup", (event) => this.#up(event), { signal });
    // A key that is let go of elsewhere is never heard of again.
    canvas.addEventListener("blur", () => this.#letGo(), { signal });
  }

  end(): void {
    this.#letGo();
    this.#listening.abort();
  }

  #down(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.#editor.stop();
      return;
    }
    const chord = chordOf(event);
    const command = chord === null ? null : commandFor(this.#remapped(), chord);
    if (command === null) {
      return;
    }
    event.preventDefault();
    const { id, how } = commandOf(command.id);
    if (event.repeat && how !== "repeats") {
      return;
    }
    if (how === "held") {
      this.#letGo();
      this.#held = { id, key: baseKey(event) };
      HOLDS[id]?.(this.#editor, true);
    } else if (leadsOff(id)) {
      this.#page[id]();
    } else if (isReview(id)) {
      this.#page.review(id);
    } else {
      ACTS[id]?.(this.#editor, command.step);
    }
  }

  #up(event: KeyboardEvent): void {
    if (this.#held?.key === baseKey(event)) {
      this.#letGo();
    }
  }

  #letGo(): void {
    const held = this.#held;
    this.#held = null;
    if (held !== null) {
      HOLDS[held.id]?.(this.#editor, false);
    }
  }
}
