import type { FaceEditor } from "../FaceEditor.ts";
import type { History } from "../history.ts";
import { type Points, type Size, toWire } from "../points.ts";
import { historyText, readHistory } from "./historyText.ts";
import type { WorkStore } from "./WorkStore.ts";

/** How long changes are gathered before they are written down: a drag changes the points at every frame. */
const GATHER_MS = 200;

/**
 * What this browser kept of a task, if it goes on from what the gateway has. Where the gateway has something that this
 * browser never saw, somebody else worked on the face since, and that counts.
 *
 * @param sent the points as the gateway has them
 */
export async function keptHistory(
  store: WorkStore,
  task: string,
  sent: Points,
  view: Size,
): Promise<History<Points> | null> {
  const text = await store.get(task);
  const kept = text === null ? null : readHistory(text, sent.length);
  if (kept === null) {
    return null;
  }
  const known = JSON.stringify(toWire(sent, view));
  const goesOn = [kept.now, ...kept.past, ...kept.future].some(
    (state) => JSON.stringify(toWire(state, view)) === known,
  );
  return goesOn ? kept : null;
}

/**
 * Writes the history down at every change.
 *
 * @returns ends it, once what is being written is written
 */
export function keepHistory(store: WorkStore, task: string, editor: FaceEditor): () => Promise<void> {
  let last = editor.state.points;
  let writing: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    timer = undefined;
    const text = historyText(editor.history);
    // A browser that cannot keep it, such as in a private window, still works; only a reload then loses the steps.
    writing = writing.then(() => store.put(task, text)).catch(() => undefined);
  };
  const ended = editor.subscribe(() => {
    if (editor.state.points !== last) {
      last = editor.state.points;
      timer ??= setTimeout(write, GATHER_MS);
    }
  });
  return async () => {
    ended();
    if (timer !== undefined) {
      clearTimeout(timer);
      write();
    }
    await writing;
  };
}
