import { fetchCodes, fetchPoints, fetchView, type Task } from "../api.ts";
import { FaceEditor } from "../FaceEditor.ts";
import { History } from "../history.ts";
import type { PageActions } from "../keys/actions.ts";
import { FaceSession } from "./FaceSession.ts";
import { keptHistory } from "./KeptWork.ts";
import { quietly } from "./quietly.ts";
import { WorkStore } from "./WorkStore.ts";
import type { Work } from "./work.ts";

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
  return new FaceSession(store, task, editor, kept !== null, { version: start.version, codes });
}
