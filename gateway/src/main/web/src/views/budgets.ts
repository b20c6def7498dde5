import * as z from "zod/mini";
import { get } from "../access/api.ts";

/** What an annotator has a budget of. */
export const KINDS = ["views", "subjects", "bytes", "off-task"] as const;
export type BudgetKind = (typeof KINDS)[number];

const Budget = z.object({
  id: z.string(),
  annotator: z.string(),
  label: z.string(),
  project: z.string(),
  projectName: z.string(),
  kind: z.enum(KINDS),
  used: z.number(),
  most: z.number(),
  warned: z.boolean(),
  running: z.boolean(),
  begins: z.string(),
  frees: z.string(),
  stoppedAt: z.nullable(z.string()),
  release: z.nullable(z.string()),
});
/** What one annotator has used of one budget in one hour or on one day. */
export type Budget = z.output<typeof Budget>;

/** What an annotator is told before a budget comes to its end. */
export const BudgetWarning = z.object({
  kind: z.enum(KINDS),
  used: z.number(),
  most: z.number(),
  frees: z.string(),
});
export type BudgetWarning = z.output<typeof BudgetWarning>;

/** How it stands with a budget; a release that is used up, too, is used up. */
export type BudgetState = "open" | "warned" | "used-up" | "over";

export function stateOf(budget: Budget): BudgetState {
  if (!budget.running) {
    return "over";
  }
  // Whoever was stopped and got the same again goes on until that is used, too.
  if (budget.used >= budget.most || (budget.stoppedAt !== null && budget.release === null)) {
    return "used-up";
  }
  return budget.warned ? "warned" : "open";
}

/** Whether an officer can release it: once, while its hour or day runs. */
export function releasable(budget: Budget): boolean {
  return budget.running && budget.release === null;
}

const MIB = 1_048_576;

/** Bytes are told in MiB, a started one as a whole. */
export function amount(kind: BudgetKind, number: number): string {
  return kind === "bytes" ? `${Math.ceil(number / MIB)} MiB` : String(number);
}

/** All that is used now, and what was used up in the last days; asking is recorded. */
export function fetchBudgets(): Promise<Budget[]> {
  return get(z.array(Budget), "/api/v1/budgets");
}

export function releaseBudget(id: string, reason: string): Promise<Budget> {
  return get(Budget, `/api/v1/budgets/${encodeURIComponent(id)}/release`, {
    method: "POST",
    json: { reason },
  });
}
