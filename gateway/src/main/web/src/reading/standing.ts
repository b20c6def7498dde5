import * as z from "zod/mini";
import { ask, get } from "../access/api.ts";
import { Problem } from "../access/problem.ts";
import { utcMoment } from "../access/time.ts";
import { homeWords as words } from "./homeWords.ts";

const Head = z.nullable(z.object({ size: z.number(), time: z.nullable(z.string()) }));

const Standing = z.object({
  head: Head,
  witnesses: z.object({
    configured: z.boolean(),
    quorum: Head,
    count: z.number(),
    alarmed: z.boolean(),
  }),
  stamps: z.object({ configured: z.boolean(), newest: Head }),
  verification: z.nullable(
    z.object({ time: z.string(), size: z.number(), passed: z.boolean(), fault: z.nullable(z.string()) }),
  ),
  space: z.object({
    level: z.string(),
    full: z.nullable(z.string()),
    figures: z.nullable(
      z.object({
        at: z.string(),
        folders: z.number(),
        tables: z.number(),
        growth: z.number(),
        free: z.number(),
      }),
    ),
  }),
});
/** How the trail of the officer's side stands. */
export type Standing = z.output<typeof Standing>;

const Findings = z.object({
  findings: z.array(
    z.object({
      id: z.string(),
      rule: z.string(),
      severity: z.string(),
      sentence: z.string(),
      object: z.string(),
      owner: z.string(),
      state: z.string(),
      created: z.string(),
      due: z.nullable(z.string()),
    }),
  ),
  next: z.optional(z.nullable(z.string())),
});
/** What waits for a person. */
export type OpenFinding = z.output<typeof Findings>["findings"][number];

export function fetchStanding(): Promise<Standing> {
  return get(Standing, "/api/v1/trail/standing");
}

/** Those that are due first come first; whether there are more than one answer holds. */
export interface OpenFindings {
  readonly findings: readonly OpenFinding[];
  readonly more: boolean;
}

/** The open findings; null where the gateway keeps none. */
export async function fetchFindings(): Promise<OpenFindings | null> {
  try {
    const answer = await ask(Findings, "/api/v1/findings?state=open");
    return answer === null
      ? null
      : { findings: byDue(answer.findings), more: answer.next !== undefined && answer.next !== null };
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.status === 404) {
      return null;
    }
    throw thrown;
  }
}

/** What is due first comes first; what has no date comes last. */
export function byDue(findings: readonly OpenFinding[]): OpenFinding[] {
  return [...findings].sort((a, b) => (a.due ?? "9999").localeCompare(b.due ?? "9999"));
}

/** Whether its day is over. */
export function overdue(finding: OpenFinding, now: Date): boolean {
  return finding.due !== null && new Date(finding.due).getTime() < now.getTime();
}

/** One thing that the home page says: `bad` needs a person now, `ask` soon. */
export interface Said {
  readonly about: string;
  readonly sentence: string;
  readonly tone: "plain" | "good" | "ask" | "bad";
}

/** How the trail stands, in plain sentences. */
export function sentences(standing: Standing): Said[] {
  return [head(standing), verification(standing), witnesses(standing), stamps(standing)];
}

function head({ head }: Standing): Said {
  return {
    about: words.log,
    sentence: head === null ? words.noHead : words.head(head.size, at(head.time)),
    tone: "plain",
  };
}

function verification({ verification, head }: Standing): Said {
  if (verification === null) {
    return { about: words.verification, sentence: words.neverVerified, tone: "ask" };
  }
  const { time, size, passed, fault } = verification;
  if (!passed) {
    return { about: words.verification, sentence: words.failed(utcMoment(time), fault ?? ""), tone: "bad" };
  }
  const since = head === null ? 0 : Math.max(0, head.size - size);
  return { about: words.verification, sentence: words.verified(utcMoment(time), size, since), tone: "good" };
}

function witnesses({ witnesses }: Standing): Said {
  const said = (sentence: string, tone: Said["tone"]): Said => ({ about: words.witnesses, sentence, tone });
  if (witnesses.alarmed) {
    return said(words.alarmed, "bad");
  }
  if (!witnesses.configured) {
    return said(words.noWitness, "plain");
  }
  return witnesses.quorum === null
    ? said(words.noQuorum, "ask")
    : said(words.quorum(witnesses.count, witnesses.quorum.size, at(witnesses.quorum.time)), "good");
}

function stamps({ stamps }: Standing): Said {
  const said = (sentence: string, tone: Said["tone"]): Said => ({ about: words.stamps, sentence, tone });
  if (stamps.newest !== null) {
    return said(words.stamped(stamps.newest.size, at(stamps.newest.time)), "good");
  }
  return stamps.configured ? said(words.noToken, "ask") : said(words.noAuthority, "plain");
}

/** The warning that the store fills up; null while there is nothing to warn of. */
export function spaceWarning(standing: Standing, now: Date): Said | null {
  const { level, full } = standing.space;
  if ((level !== "soon" && level !== "urgent") || full === null) {
    return null;
  }
  const days = Math.max(0, Math.floor((new Date(full).getTime() - now.getTime()) / 86_400_000));
  return {
    about: words.space,
    sentence: words.full(days, utcMoment(full)),
    tone: level === "urgent" ? "bad" : "ask",
  };
}

function at(time: string | null): string {
  return time === null ? words.noTime : utcMoment(time);
}
