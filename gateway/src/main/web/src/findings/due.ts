import type { Filter } from "../reading/filter.ts";
import type { Finding } from "./api.ts";

/** Whether a finding without a verdict has waited longer than it may. */
export function overdue(finding: Pick<Finding, "due" | "state">, now: Date): boolean {
  return finding.state !== "closed" && new Date(finding.due).getTime() < now.getTime();
}

/** A rate as people read it: whole percents; a dash where nothing was decided. */
export function percent(rate: number | null): string {
  return rate === null ? "–" : `${Math.round(rate * 100)} %`;
}

/** The search for everything that the actor did on the day that the rule looked at; undefined where it is about nobody. */
export function actorsDay(finding: Pick<Finding, "actor" | "day">): Filter | undefined {
  if (finding.actor === null || finding.day === null) {
    return undefined;
  }
  const next = new Date(`${finding.day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return {
    actor: finding.actor,
    from: `${finding.day}T00:00:00Z`,
    until: `${next.toISOString().slice(0, 10)}T00:00:00Z`,
  };
}
