import * as z from "zod/mini";
import { get } from "../access/api.ts";

const WorkPlan = z.object({
  copies: z.number(),
  dueDays: z.number(),
  priority: z.number(),
  secondLook: z.boolean(),
  links: z.boolean(),
});
/**
 * How a project's faces are to be worked on: by how many people each, within how many days of its release, before what else
 * (1 goes first), whether a senior reviewer looks at what is handed in, and whether annotators may have links to views.
 */
export type WorkPlan = z.output<typeof WorkPlan>;

export const MOST_COPIES = 5;
export const LONGEST_DAYS = 365;
export const LAST_PRIORITY = 5;

/** What the form holds, as it was typed and chosen. */
export type TypedPlan = Readonly<Record<"copies" | "dueDays" | "priority", string>> & {
  readonly secondLook: boolean;
  readonly links: boolean;
};

export function planKey(project: string): readonly string[] {
  return ["projects", project, "work-plan"];
}

function pathOf(project: string): string {
  return `/api/v1/projects/${encodeURIComponent(project)}/work-plan`;
}

export function fetchPlan(project: string): Promise<WorkPlan> {
  return get(WorkPlan, pathOf(project));
}

export function setPlan(project: string, plan: WorkPlan): Promise<WorkPlan> {
  return get(WorkPlan, pathOf(project), { method: "POST", json: plan });
}

export function typedPlan({ copies, dueDays, priority, secondLook, links }: WorkPlan): TypedPlan {
  return { copies: String(copies), dueDays: String(dueDays), priority: String(priority), secondLook, links };
}

/** What is sent; null as long as a field is not a whole number within its bounds. */
export function wantedPlan(typed: TypedPlan): WorkPlan | null {
  const copies = within(typed.copies, MOST_COPIES);
  const dueDays = within(typed.dueDays, LONGEST_DAYS);
  const priority = within(typed.priority, LAST_PRIORITY);
  return copies === null || dueDays === null || priority === null
    ? null
    : { copies, dueDays, priority, secondLook: typed.secondLook, links: typed.links };
}

function within(typed: string, most: number): number | null {
  const number = /^[1-9][0-9]{0,2}$/.test(typed.trim()) ? Number(typed.trim()) : 0;
  return number >= 1 && number <= most ? number : null;
}
