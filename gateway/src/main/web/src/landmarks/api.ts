import * as z from "zod/mini";
import { ask, get, read, send } from "../access/api.ts";
import { BudgetWarning } from "../views/budgets.ts";
import { type FetchedPicture, fetchPicture } from "../views/fetchPicture.ts";
import {
  Asked,
  type Codes,
  type CodesSent,
  fromWire as codesFromWire,
  Disagreement,
  NOTHING,
  Standing,
} from "./codes.ts";
import { Rules } from "./pointRules.ts";
import { type Deviations, fromWire, type Points, PROVENANCES, STATES, toWire } from "./points.ts";

const Task = z.object({
  id: z.string(),
  purpose: z.string(),
  turn: z.enum(["place", "returned", "second-look"]),
  /** Which version is to be looked at again; null where points are placed. */
  lookedAt: z.nullable(z.number()),
  /** Whether whoever had it before left a note. */
  noted: z.boolean(),
  guidelineVersion: z.number(),
  leaseEnds: z.nullable(z.string()),
  width: z.number(),
  height: z.number(),
  schema: z.object({
    label: z.string(),
    id: z.string(),
    points: z.array(z.string()),
    definitions: z.array(z.nullable(z.string())),
    contours: z.array(z.object({ name: z.string(), points: z.array(z.number()), closed: z.boolean() })),
    groups: z.array(z.object({ name: z.string(), points: z.array(z.number()) })),
    flip: z.array(z.number()),
    mean: z.array(z.object({ x: z.number(), y: z.number() })),
  }),
  /** What is said of the face beside its points; null where nothing is asked for. */
  codes: z.nullable(Asked),
  /** What the project asks of points when they are handed in. */
  rules: Rules,
  budget: z.nullable(BudgetWarning),
});
export type Task = z.output<typeof Task>;

const WirePoint = z.object({
  x: z.nullable(z.number()),
  y: z.nullable(z.number()),
  state: z.enum(STATES),
  provenance: z.nullable(z.enum(PROVENANCES)),
  reason: z.nullable(z.string()),
  deviation: z.nullable(z.number()),
});

/** What the work on a face begins with. */
export interface Start {
  readonly points: Points;
  readonly deviations: Deviations;
  /** Which version they are, 0 for the suggestions. A save says from which one it went on. */
  readonly version: number;
}

const Saved = z.object({
  annotation: z.string(),
  version: z.number(),
  submitted: z.boolean(),
  record: z.string(),
  disagreements: z.array(Disagreement),
});
export type Saved = z.output<typeof Saved>;

const Place = z.object({ record: z.string(), index: z.nullable(z.number()) });

/** The next face; null where none is waiting. */
export function nextTask(): Promise<Task | null> {
  return ask(Task, "/api/v1/tasks/next", { method: "POST" });
}

/** Whoever asks for a face names the purpose. */
const because = (task: Task) => ({ "Visor-Purpose": task.purpose });

/** Points and codes mean what the schema's version says; a page from before the project moved is refused. */
const counted = (task: Task) => `?schema=${encodeURIComponent(task.schema.label)}`;

/** A right to one delivery. It goes from one answer into one header and is kept nowhere. */
const Grant = z.object({ grant: z.string() });

/** Asks for a grant and uses it: a reload of the page asks for another. */
export async function fetchView(task: Task, signal: AbortSignal): Promise<FetchedPicture> {
  const { grant } = await get(Grant, `/api/v1/tasks/${task.id}/grants`, {
    method: "POST",
    headers: because(task),
    signal,
  });
  return fetchPicture(
    `/api/v1/tasks/${task.id}/view`,
    "stored",
    { ...because(task), "Visor-Grant": grant },
    signal,
  );
}

export async function fetchPoints(task: Task, signal: AbortSignal): Promise<Start> {
  const answer = await send(`/api/v1/tasks/${task.id}/points${counted(task)}`, {
    headers: because(task),
    signal,
  });
  const sent = read(z.array(WirePoint), answer.status, await answer.json());
  return {
    points: fromWire(sent),
    deviations: sent.map(({ deviation }) => deviation),
    version: Number(answer.headers.get("Visor-Version") ?? 0),
  };
}

/** What a reviewer looks at again, as somebody else handed it in. */
export async function fetchHandedIn(task: Task, signal: AbortSignal): Promise<Points> {
  const path = `/api/v1/tasks/${task.id}/points${counted(task)}&handedIn=true`;
  return fromWire(await get(z.array(WirePoint), path, { headers: because(task), signal }));
}

/** What was said of the face beside its points so far. */
export async function fetchCodes(task: Task, signal: AbortSignal): Promise<Codes> {
  if (task.codes === null) {
    return NOTHING;
  }
  const sent = await get(Standing, `/api/v1/tasks/${task.id}/codes${counted(task)}`, {
    headers: because(task),
    signal,
  });
  return codesFromWire(sent, task.codes);
}

/** What the project's table has against codes that are not handed in yet. */
export async function checkCodes(task: Task, codes: CodesSent): Promise<Disagreement[]> {
  const Checked = z.object({ disagreements: z.array(Disagreement) });
  const checked = await get(Checked, `/api/v1/tasks/${task.id}/codes/check${counted(task)}`, {
    method: "POST",
    headers: because(task),
    json: codes,
  });
  return checked.disagreements;
}

/** What is saved of a face. */
export interface Sheet {
  readonly points: Points;
  readonly codes: CodesSent;
}

/** How a save is told from others, so that none is kept twice and none is written over. */
export interface Saving {
  /** Sent again under the same id, it makes no second version. */
  readonly save: string;
  /** The version that it goes on from; refused where there is a newer one, as from a second window. */
  readonly after: number;
}

/** Saves where the work stands, as a version of its own. */
export function saveDraft(task: Task, sheet: Sheet, saving: Saving): Promise<Saved> {
  return get(Saved, `/api/v1/tasks/${task.id}/drafts`, {
    method: "POST",
    headers: because(task),
    json: { ...wire(task, sheet), ...saving },
  });
}

/** Hands in; `despite` says that what looks wrong is meant so. */
export function submit(task: Task, sheet: Sheet, despite: boolean, saving: Saving): Promise<Saved> {
  return get(Saved, `/api/v1/tasks/${task.id}/submission`, {
    method: "POST",
    headers: because(task),
    json: { ...wire(task, sheet), ...saving, despite },
  });
}

function wire(task: Task, { points, codes }: Sheet) {
  return { schema: task.schema.label, viewPoints: toWire(points, task), ...codes };
}

/** What somebody may see on a view that should not be there. */
export const CONCERNS = ["another-face", "readable-text", "identifying-mark", "not-a-face", "other"] as const;
export type Concern = (typeof CONCERNS)[number];

/** Takes the view from everybody, the reporter included. */
export async function report(task: Task, concern: Concern): Promise<void> {
  await send(`/api/v1/tasks/${task.id}/report`, {
    method: "POST",
    headers: because(task),
    json: { concern },
  });
}

/** That person never comes again; whoever holds the task gives it to somebody else. */
export async function recuse(task: Task): Promise<void> {
  await send(`/api/v1/tasks/${task.id}/recuse`, { method: "POST", headers: because(task) });
}

/** Why somebody passes a face over. */
export const SKIP_REASONS = ["no-face", "wrong-face", "unusable", "distress"] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Passes the face on: to the client's redaction officer, or to a colleague, as the reason says. */
export async function skip(task: Task, reason: SkipReason): Promise<void> {
  await send(`/api/v1/tasks/${task.id}/skip`, {
    method: "POST",
    headers: because(task),
    json: { reason },
  });
}

/** Takes back what was just handed in; the face is the next one then. */
export async function takeBack(handIn: { readonly task: string; readonly purpose: string }): Promise<void> {
  await send(`/api/v1/tasks/${handIn.task}/reopen`, {
    method: "POST",
    headers: { "Visor-Purpose": handIn.purpose },
  });
}

/** Gives the face to somebody else, with a note or without. */
export async function giveBack(task: Task, note: string | null): Promise<void> {
  await send(`/api/v1/tasks/${task.id}/release`, {
    method: "POST",
    headers: because(task),
    json: { note },
  });
}

const PATIENCE_MS = 60_000;
const PAUSE_MS = 400;

/**
 * The number of a submission's record in the log. It is durable before it has one: a record gets its number from the
 * sequencer shortly afterwards.
 *
 * @returns null where it has none after a minute
 */
export async function recordNumber(task: Task, record: string, signal: AbortSignal): Promise<number | null> {
  const end = Date.now() + PATIENCE_MS;
  while (!signal.aborted && Date.now() < end) {
    const place = await get(Place, `/api/v1/tasks/${task.id}/receipts/${record}`, { signal });
    if (place.index !== null) {
      return place.index;
    }
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  return null;
}
