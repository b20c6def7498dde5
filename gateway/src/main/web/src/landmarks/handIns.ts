/**
 * What was handed in just now and can still be taken back. It lies in this tab until it is closed or the person signs out,
 * and names tasks by what this person knows them, no face.
 */
import * as z from "zod/mini";

/** As long as the gateway gives what was handed in back to its author; it decides, by its own clock. */
export const TAKE_BACK_MS = 10 * 60_000;

const HandIn = z.object({
  /** By what this person knows the task. */
  task: z.string(),
  purpose: z.string(),
  /** Milliseconds, by this machine's clock. */
  at: z.number(),
});
export type HandIn = z.output<typeof HandIn>;

const KEPT = "visor.hand-ins";
type Shelf = Pick<Storage, "getItem" | "setItem">;

/** What can be taken back now, the newest first. */
export function handIns(shelf: Shelf, now: number): HandIn[] {
  return read(shelf).filter(({ at }) => now - at < TAKE_BACK_MS && at <= now);
}

/** Notes that a task was handed in. */
export function noteHandIn(shelf: Shelf, handIn: HandIn): void {
  write(shelf, [handIn, ...without(handIns(shelf, handIn.at), handIn.task)]);
}

/** Forgets one that was taken back, or cannot be any more. */
export function dropHandIn(shelf: Shelf, task: string): void {
  write(shelf, without(read(shelf), task));
}

function without(all: readonly HandIn[], task: string): HandIn[] {
  return all.filter((one) => one.task !== task);
}

function read(shelf: Shelf): HandIn[] {
  try {
    return z.array(HandIn).parse(JSON.parse(shelf.getItem(KEPT) ?? "[]"));
  } catch {
    return [];
  }
}

function write(shelf: Shelf, all: readonly HandIn[]): void {
  shelf.setItem(KEPT, JSON.stringify(all));
}
