import * as z from "zod/mini";
import { get, send } from "../access/api.ts";
import type { Task } from "./api.ts";

const Remark = z.object({
  thread: z.string(),
  version: z.number(),
  /** Null where the point is gone or changed since. */
  point: z.nullable(z.number()),
  text: z.string(),
  created: z.string(),
});
export type Remark = z.output<typeof Remark>;

/** What a reviewer says without mending anything. */
export type Verdict = "accepted" | "returned";

export const LONGEST_REMARK = 1000;

const because = (task: Task) => ({ "Visor-Purpose": task.purpose });

export const remarksKey = (task: Task) => ["tasks", task.id, "comments"] as const;

export function fetchRemarks(task: Task): Promise<Remark[]> {
  return get(z.array(Remark), `/api/v1/tasks/${task.id}/comments`, { headers: because(task) });
}

/** Pins a remark to a point. */
export function remark(task: Task, point: number, text: string): Promise<Remark> {
  return get(Remark, `/api/v1/tasks/${task.id}/comments`, {
    method: "POST",
    headers: because(task),
    json: { schema: task.schema.label, point, text },
  });
}

/** Says what becomes of what somebody else handed in. */
export async function judge(task: Task, verdict: Verdict): Promise<void> {
  await send(`/api/v1/tasks/${task.id}/verdict`, {
    method: "POST",
    headers: because(task),
    json: { verdict, version: task.lookedAt },
  });
}
