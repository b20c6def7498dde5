import { fetchCodes, fetchPoints, fetchView, type Sheet, type Task } from "../api.ts";
import { type Codes, toWire } from "../codes.ts";
import { FaceEditor } from "../FaceEditor.ts";
import { History } from "../history.ts";
import type { PageActions } from "../keys/actions.ts";
import { FaceVersions, type HandedIn } from "./FaceVersions.ts";
import { keepHistory, keptHistory } from "./KeptWork.ts";
import type { SaveQueue } from "./SaveQueue.ts";
import { WorkStore } from "./WorkStore.ts";

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

/** Opens a face; null where the page was left meanwhile. */
export async function openWork(
  canvas: HTMLCanvasElement,
  task: Task,
  signal: AbortSignal,
  page: PageActions,
): Promise<Work | null> {
  const store = new WorkStore(indexedDB);
  const start = await fetchPoints(task, signal);
  const kept = await quietly(async () => {
    await store.prune();
    return keptHistory(store, task.id, start.points, task);
  });
  const codes = await fetchCodes(task, signal);
  const { bitmap } = await fetchView(task, signal);
  if (signal.aborted) {
    bitmap.close();
    return null;
  }
  const history = kept ?? new History(start.points);
  const editor = new FaceEditor(canvas, bitmap, history, start.deviations, task.schema, page);
  return keptUp(store, task, editor, kept !== null, { version: start.version, codes });
}

function keptUp(
  store: WorkStore,
  task: Task,
  editor: FaceEditor,
  restored: boolean,
  begun: { readonly version: number; readonly codes: Codes },
): Work {
  const listeners = new Set<() => void>();
  let codes = begun.codes;
  /** As the gateway had them when the work last went on from there. */
  let codesThere = begun.codes;
  let handedEarlier = false;
  let last = editor.state.points;
  const tell = () => {
    for (const listener of listeners) {
      listener();
    }
  };
  const sheet = (): Sheet => ({
    points: editor.state.points,
    codes: task.codes === null ? {} : toWire(codes, task.codes),
  });
  const versions = new FaceVersions(task, begun.version, tell);
  const saves = versions.drafts;
  const written = keepHistory(store, task.id, editor);
  const changed = editor.subscribe(() => {
    if (editor.state.points !== last) {
      last = editor.state.points;
      saves.changed(sheet());
    }
  });
  if (restored) {
    // What was not sent before the page went away is sent now.
    saves.changed(sheet());
  }
  const back = () => {
    if (saves.state.kind !== "stale") {
      saves.again();
    }
  };
  window.addEventListener("online", back);
  window.addEventListener("focus", back);
  return {
    editor,
    saves,
    restored,
    get codes() {
      return codes;
    },
    say(next) {
      codes = next;
      saves.changed(sheet());
    },
    async handIn(despite) {
      const handed = await versions.handIn(sheet(), despite);
      handedEarlier = handed.earlier;
      return handed;
    },
    async goOn(withWhat) {
      const { start, codes: there } = await versions.newest();
      if (withWhat === "here") {
        codesThere = codes;
        saves.changed(sheet());
        saves.again();
        return;
      }
      const said = codes !== codesThere;
      codesThere = there;
      last = start.points;
      saves.forget();
      editor.do(start.points);
      if (said) {
        saves.changed(sheet());
      } else {
        codes = there;
        tell();
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async end(how) {
      await saves.end();
      if (!(await how())) {
        saves.resume();
        return;
      }
      await written();
      if (!handedEarlier) {
        // Else what was changed since the earlier try is here alone.
        await quietly(() => store.remove(task.id));
      }
    },
    close() {
      window.removeEventListener("online", back);
      window.removeEventListener("focus", back);
      changed();
      listeners.clear();
      void saves.end();
      void written();
      editor.close();
    },
  };
}

/** Null where the browser keeps nothing, such as in a private window: the work goes on without. */
async function quietly<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}
