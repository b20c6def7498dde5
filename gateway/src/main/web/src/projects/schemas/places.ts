import type { Span } from "./parseJson.ts";

/** A place in a text, as an editor counts: both from 1. */
export interface Spot {
  readonly line: number;
  readonly column: number;
  /** The line before, at and after the place, each cut where it is long. */
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

const AROUND = 40;

/** Where a span stands in its text, with what is around it on the line. */
export function spotOf(text: string, { from, to }: Span): Spot {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const next = text.indexOf("\n", from);
  const end = next < 0 ? text.length : next;
  return {
    line: text.slice(0, start).split("\n").length,
    column: from - start + 1,
    before: text.slice(Math.max(start, from - AROUND), from),
    marked: text.slice(from, Math.min(to, end, from + AROUND)),
    after: text.slice(Math.min(to, end, from + AROUND), Math.min(end, to + AROUND)),
  };
}
