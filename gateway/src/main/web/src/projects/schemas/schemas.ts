import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { get, send } from "../../access/api.ts";
import { Project } from "../api.ts";
import type { Shape } from "./shape.ts";

const Point = z.object({
  name: z.string(),
  key: z.string(),
  definition: z.nullable(z.string()),
  suggested: z.boolean(),
  opposite: z.number(),
  deviation: z.number(),
  x: z.number(),
  y: z.number(),
});

/** A version of a schema with all that it says. */
export const WholeSchema = z.object({
  id: z.string(),
  version: z.number(),
  own: z.boolean(),
  title: z.string(),
  source: z.string(),
  sides: z.string(),
  deviations: z.string(),
  profiles: z.array(z.string()),
  points: z.array(Point),
  groups: z.array(z.object({ name: z.string(), points: z.array(z.number()) })),
  contours: z.array(z.object({ name: z.string(), points: z.array(z.number()), closed: z.boolean() })),
});
export type WholeSchema = z.output<typeof WholeSchema>;

const ListedVersion = z.object({
  version: z.number(),
  title: z.string(),
  points: z.number(),
  created: z.nullable(z.string()),
});
export type ListedVersion = z.output<typeof ListedVersion>;

/** What differs between two versions, and what was placed under the first. */
export const Difference = z.object({
  changes: z.array(z.object({ kind: z.string(), of: z.string(), sentence: z.string() })),
  /** Projects that are on the first version now. */
  projects: z.array(z.string()),
  affected: z.object({
    tasks: z.number(),
    drafts: z.number(),
    submissions: z.number(),
    projects: z.array(z.string()),
    /** The newest first, and no more than the gateway lists. */
    sheets: z.array(
      z.object({ annotation: z.string(), task: z.string(), project: z.string(), kind: z.string() }),
    ),
  }),
});
export type Difference = z.output<typeof Difference>;

const path = (id: string) => `/api/v1/schemas/${encodeURIComponent(id)}`;

/** One version; null for the newest. */
export const schemaQuery = (id: string, version: number | null) =>
  queryOptions({
    queryKey: ["schemas", id, version],
    queryFn: () => get(WholeSchema, version === null ? path(id) : `${path(id)}/versions/${version}`),
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["schemas", id, "versions"],
    queryFn: () => get(z.array(ListedVersion), `${path(id)}/versions`),
  });

/** @param from the older of the two, usually; what was placed is told of it */
export const differenceQuery = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: ["schemas", id, "diff", from, to],
    queryFn: () =>
      get(Difference, `${path(id)}/diff?${new URLSearchParams({ from: String(from), to: String(to) })}`),
    // What was placed under a version grows while the page stands.
    gcTime: 0,
  });

/** A version as text, to be changed and sent as the next. */
export async function fetchText(id: string, version: number): Promise<string> {
  return written(await (await send(`${path(id)}/versions/${version}/text`)).json());
}

/**
 * Adds a version.
 *
 * @param text as it was written; the gateway looks at every byte of it
 * @param after the version that it follows, 0 for none
 */
export function addSchema(text: string, after: number): Promise<WholeSchema> {
  return get(WholeSchema, `/api/v1/schemas?${new URLSearchParams({ after: String(after) })}`, {
    method: "POST",
    body: text,
    type: "application/json",
  });
}

/** What a schema with more points would be; nothing is kept of it. */
export async function densified(wanted: {
  readonly base: string;
  readonly id: string;
  readonly title: string;
  readonly factors: Readonly<Record<string, number>>;
}): Promise<string> {
  return written(await (await send("/api/v1/schemas/densified", { method: "POST", json: wanted })).json());
}

/** Moves a project to another version of its schema. */
export function moveProject(project: string, version: number): Promise<Project> {
  return get(Project, `/api/v1/projects/${encodeURIComponent(project)}/schema`, {
    method: "POST",
    json: { version },
  });
}

export function shapeOf({ points, contours }: WholeSchema): Shape {
  return { points: points.map(({ name, x, y }) => ({ name, place: { x, y } })), contours };
}

/** As people write a schema: one line for each point, group and contour. */
export function written(schema: unknown): string {
  if (typeof schema !== "object" || schema === null) {
    return JSON.stringify(schema);
  }
  const fields = Object.entries(schema).map(([name, value]) => {
    const text =
      Array.isArray(value) && value.length > 0
        ? `[\n${value.map((one) => `    ${JSON.stringify(one)}`).join(",\n")}\n  ]`
        : JSON.stringify(value);
    return `  ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${fields.join(",\n")}\n}\n`;
}
