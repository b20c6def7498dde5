import * as z from "zod/mini";
import { get } from "../access/api.ts";

const Finding = z.object({
  id: z.string(),
  rule: z.string(),
  version: z.number(),
  severity: z.string(),
  sentence: z.string(),
  object: z.string(),
  actor: z.nullable(z.string()),
  day: z.nullable(z.string()),
  evidence: z.array(z.string()),
  owner: z.string(),
  state: z.string(),
  taker: z.nullable(z.string()),
  verdict: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  created: z.string(),
  due: z.string(),
  closed: z.nullable(z.string()),
});
/** A problem that waits for a person, or waited. */
export type Finding = z.output<typeof Finding>;

const FindingPage = z.object({ findings: z.array(Finding), next: z.nullable(z.string()) });
export type FindingPage = z.output<typeof FindingPage>;

const Rules = z.object({
  days: z.number(),
  rules: z.array(
    z.object({
      rule: z.string(),
      version: z.number(),
      severity: z.string(),
      sentence: z.string(),
      parameters: z.string(),
      findings: z.number(),
      closed: z.number(),
      falseAlarms: z.number(),
      rate: z.nullable(z.number()),
    }),
  ),
});
export type Rules = z.output<typeof Rules>;

export const STATES = ["open", "closed", "all"] as const;
export type State = (typeof STATES)[number];

export const VERDICTS = ["confirmed", "false-alarm", "resolved"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One page, newest first; each is recorded. */
export function fetchFindings(state: State, after: string | null): Promise<FindingPage> {
  const from = after === null ? "" : `&after=${encodeURIComponent(after)}`;
  return get(FindingPage, `/api/v1/findings?state=${state}${from}`);
}

export function fetchFinding(id: string): Promise<Finding> {
  return get(Finding, `/api/v1/findings/${encodeURIComponent(id)}`);
}

export function takeFinding(id: string): Promise<Finding> {
  return get(Finding, `/api/v1/findings/${encodeURIComponent(id)}/take`, { method: "POST" });
}

export function closeFinding(id: string, verdict: Verdict, reason: string): Promise<Finding> {
  return get(Finding, `/api/v1/findings/${encodeURIComponent(id)}/close`, {
    method: "POST",
    json: { verdict, reason },
  });
}

export function fetchRules(): Promise<Rules> {
  return get(Rules, "/api/v1/findings/rules");
}
