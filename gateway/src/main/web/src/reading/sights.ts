import * as z from "zod/mini";
import { get } from "../access/api.ts";
import type { Filter } from "./filter.ts";

const Sight = z.object({
  actor: z.string(),
  label: z.string(),
  subject: z.nullable(z.string()),
  person: z.string(),
  opened: z.number(),
  sent: z.number(),
  first: z.string(),
  last: z.string(),
  odd: z.number(),
});
/** One actor who opened pictures of one person. */
export type Sight = z.output<typeof Sight>;

const Day = z.object({ day: z.string(), opened: z.number(), odd: z.number() });
/** One day in the shown zone. */
export type Day = z.output<typeof Day>;

const Seen = z.object({
  sights: z.array(Sight),
  days: z.array(Day),
  missing: z.number(),
  zone: z.string(),
  filter: z.string(),
  next: z.nullable(z.number()),
});
export type Seen = z.output<typeof Seen>;

/** A filter, and what only a body may say. */
export type SightsCriteria = Filter & { readonly name?: string; readonly pseudonym?: string };

/** One page of who saw whom, those who opened most first; each is recorded. */
export function fetchSights(where: SightsCriteria, zone: string, offset: number): Promise<Seen> {
  return get(Seen, "/api/v1/trail/sights", { method: "POST", json: { where, zone, offset } });
}

/** A label, which is long, by its beginning. */
export function short(label: string): string {
  return label.length > 18 ? `${label.slice(0, 18)}…` : label;
}

/** The person seen, by the beginning of the identifier. */
export function whom(sight: Sight): string {
  return `${(sight.subject ?? sight.person).slice(0, 8)}…`;
}

/** A node of the graph. */
export interface Node {
  readonly key: string;
  readonly text: string;
  readonly y: number;
}

/** A line of the graph, between the heights of its two nodes. */
export interface Edge {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly odd: boolean;
  readonly title: string;
}

export interface Graph {
  readonly actors: readonly Node[];
  readonly persons: readonly Node[];
  readonly edges: readonly Edge[];
  readonly height: number;
}

const ROW = 30;

/** Actors to the left, persons to the right, in the order of the table; a thicker line for more openings. */
export function graph(sights: readonly Sight[], title: (sight: Sight) => string): Graph {
  const actors = new Map<string, string>();
  const persons = new Map<string, string>();
  for (const sight of sights) {
    actors.set(sight.label, sight.actor === sight.label ? short(sight.label) : sight.actor);
    persons.set(sight.person, whom(sight));
  }
  const rows = Math.max(actors.size, persons.size, 1);
  const left = nodes(actors, rows);
  const right = nodes(persons, rows);
  const most = Math.max(1, ...sights.map((sight) => sight.opened));
  return {
    actors: left,
    persons: right,
    edges: sights.map((sight) => ({
      key: `${sight.label} ${sight.person}`,
      from: height(left, sight.label),
      to: height(right, sight.person),
      width: 1 + (6 * Math.log1p(sight.opened)) / Math.log1p(most),
      odd: sight.odd > 0,
      title: title(sight),
    })),
    height: rows * ROW,
  };
}

/** Spread over the height, so that the shorter side is no knot at the top. */
function nodes(texts: ReadonlyMap<string, string>, rows: number): Node[] {
  const step = (rows * ROW) / Math.max(1, texts.size);
  return [...texts].map(([key, text], row) => ({ key, text, y: (row + 0.5) * step }));
}

function height(nodes: readonly Node[], key: string): number {
  return nodes.find((node) => node.key === key)?.y ?? 0;
}

/** A bar of the timeline, as parts of its width and height. */
export interface Bar {
  readonly day: string;
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly oddHeight: number;
}

const DAY = 86_400_000;

/** One bar for each day on which anything was opened, where it lies between the first of them and the last. */
export function bars(days: readonly Day[]): Bar[] {
  const first = days[0];
  const last = days[days.length - 1];
  if (first === undefined || last === undefined) {
    return [];
  }
  const start = Date.parse(first.day);
  const count = Math.round((Date.parse(last.day) - start) / DAY) + 1;
  const most = Math.max(1, ...days.map((day) => day.opened));
  return days.map((day) => ({
    day: day.day,
    x: Math.round((Date.parse(day.day) - start) / DAY) / count,
    width: 1 / count,
    height: day.opened / most,
    oddHeight: day.odd / most,
  }));
}
