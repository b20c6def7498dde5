import type { Task } from "./api.ts";

/** What every project begins under: the schema's definitions, without a document. */
export const DEFINITIONS = 1;

const PREFIX = "visor.guideline.";

type Under = Pick<Task, "purpose" | "guidelineVersion">;

/** Whether the task's guideline is one that this browser has not shown yet. A browser that keeps nothing is told each time. */
export function isNews(kept: Storage, task: Under): boolean {
  return task.guidelineVersion > DEFINITIONS && kept.getItem(PREFIX + task.purpose) !== written(task);
}

/** Keeps in mind that it was shown. */
export function remember(kept: Storage, task: Under): void {
  try {
    kept.setItem(PREFIX + task.purpose, written(task));
  } catch {
    // A full or forbidden storage: it is told again next time.
  }
}

function written({ guidelineVersion }: Under): string {
  return String(guidelineVersion);
}
