import * as z from "zod/mini";
import { get } from "../access/api.ts";
import type { Task } from "./api.ts";
import { type Points, toWire } from "./points.ts";

const Finding = z.object({
  kind: z.string(),
  severity: z.enum(["error", "warning"]),
  sentence: z.string(),
  points: z.array(z.number()),
});
/** Something that looks wrong about where points lie, or what is said of them. */
export type Finding = z.output<typeof Finding>;

/** What looks wrong about points that are not handed in; the gateway keeps nothing of them. */
export function fetchFindings(task: Task, points: Points, signal: AbortSignal): Promise<Finding[]> {
  return get(z.array(Finding), `/api/v1/tasks/${task.id}/check`, {
    method: "POST",
    headers: { "Visor-Purpose": task.purpose },
    json: { schema: task.schema.label, viewPoints: toWire(points, task) },
    signal,
  });
}

/** Every point that a finding is about, once, ascending. */
export function foundPoints(findings: readonly Finding[]): number[] {
  return [...new Set(findings.flatMap(({ points }) => points))].sort((a, b) => a - b);
}

/** The next point after this one that a finding is about, from the last to the first; -1 where there is none. */
export function nextFound(findings: readonly Finding[], selected: number): number {
  const points = foundPoints(findings);
  return points.find((point) => point > selected) ?? points[0] ?? -1;
}
