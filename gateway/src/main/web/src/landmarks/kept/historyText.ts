import * as z from "zod/mini";
import { viewPoint } from "../../views/points.ts";
import { History } from "../history.ts";
import { type Landmark, type Points, PROVENANCES, STATES } from "../points.ts";

/**
 * The history of one face's points as text. A state is written as what is different from the state after it: a step mostly
 * moves one of hundreds of points.
 */

/** Steps that are kept each way; older ones are forgotten. */
export const MOST_STEPS = 100;

const Kept = z.object({
  x: z.nullable(z.number()),
  y: z.nullable(z.number()),
  state: z.enum(STATES),
  provenance: z.nullable(z.enum(PROVENANCES)),
  reason: z.nullable(z.string()),
});
const Change = z.array(z.tuple([z.number(), Kept]));
const Text = z.object({
  version: z.literal(1),
  now: z.array(Kept),
  /** The nearest to now first, each as what differs from the one before it in this list. */
  past: z.array(Change),
  future: z.array(Change),
});

export function historyText(history: History<Points>): string {
  return JSON.stringify({
    version: 1,
    now: history.now.map(written),
    past: changes(history.now, [...history.past].reverse()),
    future: changes(history.now, history.future),
  });
}

/**
 * Reads what was written.
 *
 * @param count how many points the face has
 * @returns null for text that is not such a history
 */
export function readHistory(text: string, count: number): History<Points> | null {
  let read: z.output<typeof Text>;
  try {
    read = Text.parse(JSON.parse(text));
  } catch {
    return null;
  }
  const now = read.now.map(landmark);
  const numbers = [...read.past, ...read.future].flat().map(([index]) => index);
  if (
    now.length !== count ||
    numbers.some((index) => !(Number.isInteger(index) && index >= 0 && index < count))
  ) {
    return null;
  }
  return new History(now, unfolded(now, read.past).reverse(), unfolded(now, read.future));
}

function changes(now: Points, states: readonly Points[]) {
  let last = now;
  return states.slice(0, MOST_STEPS).map((state) => {
    const change = state.flatMap((point, i) => (point === last[i] ? [] : [[i, written(point)] as const]));
    last = state;
    return change;
  });
}

function unfolded(now: Points, all: ReadonlyArray<z.output<typeof Change>>): Points[] {
  let last = now;
  return all.map((change) => {
    const next = [...last];
    for (const [index, point] of change) {
      next[index] = landmark(point);
    }
    last = next;
    return next;
  });
}

function written({ place, state, provenance, reason }: Landmark): z.output<typeof Kept> {
  return { x: place?.x ?? null, y: place?.y ?? null, state, provenance, reason };
}

function landmark({ x, y, state, provenance, reason }: z.output<typeof Kept>): Landmark {
  return { place: x === null || y === null ? null : viewPoint(x, y), state, provenance, reason };
}
