import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { get } from "../../access/api.ts";

/** One point of a schema on its mean shape: where it belongs, or off it by so much, as a share of its longer side. */
const Figure = z.object({ point: z.number(), name: z.string(), dx: z.number(), dy: z.number() });
export type Figure = z.output<typeof Figure>;

export const Block = z.object({
  kind: z.enum(["heading", "paragraph", "list", "figure"]),
  level: z.nullable(z.number()),
  text: z.nullable(z.string()),
  items: z.nullable(z.array(z.string())),
  figure: z.nullable(Figure),
});
export type Block = z.output<typeof Block>;

const Version = z.object({ version: z.number(), created: z.string(), published: z.nullable(z.string()) });
export type Version = z.output<typeof Version>;

/** A version with its text, and the same ready to be shown. */
const Guideline = z.object({ ...Version.shape, text: z.string(), blocks: z.array(Block) });
export type Guideline = z.output<typeof Guideline>;

const path = (project: string) => `/api/v1/projects/${encodeURIComponent(project)}/guidelines`;

export const guidelinesKey = (project: string) => ["projects", project, "guidelines"] as const;

/** All versions, the newest first. */
export const guidelinesQuery = (project: string) =>
  queryOptions({
    queryKey: guidelinesKey(project),
    queryFn: () => get(z.array(Version), path(project)),
  });

export const guidelineQuery = (project: string, version: number) =>
  queryOptions({
    queryKey: [...guidelinesKey(project), version],
    queryFn: () => get(Guideline, `${path(project)}/${version}`),
  });

/** Adds a draft that was written from a version, 1 for none. */
export function addGuideline(project: string, text: string, after: number): Promise<Guideline> {
  return get(Guideline, path(project), { method: "POST", json: { text, after } });
}

export function publishGuideline(project: string, version: number): Promise<Guideline> {
  return get(Guideline, `${path(project)}/${version}/publication`, { method: "POST" });
}
