import * as z from "zod/mini";
import { get } from "../access/api.ts";

const Limits = z.object({
  viewsPerHour: z.number(),
  personsPerDay: z.number(),
  bytesPerDay: z.number(),
  offTaskPerHour: z.number(),
  own: z.boolean(),
});
/** How much one annotator may see of a project; `own` where the client said so. */
export type Limits = z.output<typeof Limits>;

const MEBIBYTE = 1024 * 1024;

/** What the form holds, as it was typed; bytes in mebibytes. */
export interface Typed {
  readonly views: string;
  readonly persons: string;
  readonly mebibytes: string;
  readonly offTask: string;
}

export function limitsKey(project: string): readonly string[] {
  return ["projects", project, "budgets"];
}

function pathOf(project: string): string {
  return `/api/v1/projects/${encodeURIComponent(project)}/budgets`;
}

export function fetchLimits(project: string): Promise<Limits> {
  return get(Limits, pathOf(project));
}

export function typedOf(limits: Limits): Typed {
  return {
    views: String(limits.viewsPerHour),
    persons: String(limits.personsPerDay),
    mebibytes: String(Math.round(limits.bytesPerDay / MEBIBYTE)),
    offTask: String(limits.offTaskPerHour),
  };
}

/** A whole number of at least one; null for anything else. The gateway knows the rest of the bounds. */
export function whole(typed: string): number | null {
  return /^[1-9][0-9]{0,6}$/.test(typed.trim()) ? Number(typed.trim()) : null;
}

/** What is sent; null as long as a field is no whole number. */
export function wanted(typed: Typed): Omit<Limits, "own"> | null {
  const viewsPerHour = whole(typed.views);
  const personsPerDay = whole(typed.persons);
  const mebibytes = whole(typed.mebibytes);
  const offTaskPerHour = whole(typed.offTask);
  return viewsPerHour === null || personsPerDay === null || mebibytes === null || offTaskPerHour === null
    ? null
    : { viewsPerHour, personsPerDay, bytesPerDay: mebibytes * MEBIBYTE, offTaskPerHour };
}

export function setLimits(project: string, limits: Omit<Limits, "own">): Promise<Limits> {
  return get(Limits, pathOf(project), { method: "POST", json: limits });
}
