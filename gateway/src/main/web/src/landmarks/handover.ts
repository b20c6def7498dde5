import * as z from "zod/mini";
import { ask } from "../access/api.ts";
import type { Task } from "./api.ts";

const Note = z.object({ text: z.string(), left: z.string() });
export type Note = z.output<typeof Note>;

/** As many characters as the gateway takes. */
export const LONGEST_NOTE = 500;

export const noteKey = (task: Task) => ["tasks", task.id, "note"] as const;

/** What whoever had the face before left to say; null where that is nothing any more. */
export function fetchNote(task: Task): Promise<Note | null> {
  return ask(Note, `/api/v1/tasks/${task.id}/note`, { headers: { "Visor-Purpose": task.purpose } });
}

/** The words as they are sent; null for none. */
export function noteOf(text: string): string | null {
  const words = text.trim();
  return words === "" ? null : words;
}
