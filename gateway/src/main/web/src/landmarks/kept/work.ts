import type { Sheet } from "../api.ts";
import type { Codes } from "../codes.ts";
import type { FaceEditor } from "../FaceEditor.ts";
import type { HandedIn } from "./FaceVersions.ts";
import type { SaveQueue } from "./SaveQueue.ts";

/** The work on one face while it is open: the editor, and what keeps it from being lost. */
export interface Work {
  readonly editor: FaceEditor;
  readonly saves: SaveQueue<Sheet>;
  /** What is said of the face beside its points. */
  readonly codes: Codes;
  /** Says something else of it, which is saved as a moved point is. */
  say(codes: Codes): void;
  /** Hands in what stands here; part of an {@link end}. */
  handIn(despite: boolean): Promise<HandedIn>;
  /**
   * Goes on where the gateway has a version that this page did not know of, as from a second window: with what stands here,
   * which becomes the newest version, or with what is there, as a step that can be undone. Neither loses the other.
   */
  goOn(withWhat: "here" | "there"): Promise<void>;
  /** Whether it goes on from what this browser kept. */
  readonly restored: boolean;
  /** Tells a listener how saving stands, at every change; the answer ends that. */
  subscribe(listener: () => void): () => void;
  /**
   * Ends the work by `how`, once nothing is being saved any more; then this browser forgets it. Where it came to nothing,
   * the work goes on.
   *
   * @param how answers whether the work is over
   */
  end(how: () => Promise<boolean>): Promise<void>;
  /** Leaves the page. What was not sent stays in this browser. */
  close(): void;
}
