import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { get } from "../access/api.ts";
import { Rules } from "../landmarks/pointRules.ts";
import { AskedCodes } from "./codes.ts";
import type { DraftRules } from "./rules.ts";
import { Use } from "./uses.ts";

export const Project = z.object({
  id: z.string(),
  name: z.string(),
  purpose: z.string(),
  legalBasis: z.string(),
  schema: z.string(),
  schemaVersion: z.number(),
  points: z.number(),
  pointRules: Rules,
  viewProfile: z.string(),
  retention: z.string(),
  regions: z.array(z.string()),
  picturesOfOne: z.nullable(z.number()),
  use: Use,
  codes: AskedCodes,
  created: z.string(),
});
export type Project = z.output<typeof Project>;

/** What uploads are sealed to; the secret half lies in the vault. */
const ProjectRecipient = z.object({ recipient: z.string(), command: z.string(), created: z.string() });

export const recipientQuery = (project: string) =>
  queryOptions({
    queryKey: ["projects", project, "recipient"],
    queryFn: () => get(ProjectRecipient, `/api/v1/projects/${project}/recipient`),
  });

export interface NewProject {
  readonly name: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly schema: string;
  readonly viewProfile: string;
  readonly retention: string;
  readonly regions: readonly string[];
  readonly picturesOfOne: number | null;
  readonly pointRules: DraftRules;
  readonly codes: Readonly<Record<string, unknown>> | null;
  readonly use: Readonly<Record<string, string>>;
  readonly teams: ReadonlyArray<{ team: string; from: string; until: string }>;
}

/** What of a face annotators are shown. */
export const ViewProfile = z.object({ name: z.string(), summary: z.string() });

export type ViewProfile = z.output<typeof ViewProfile>;

/** A landmark schema, and the view profiles that show all of its points. */
export const ListedSchema = z.object({
  id: z.string(),
  /** The newest. */
  version: z.number(),
  /** Whether it is the organisation's own; else Visor ships it. */
  own: z.boolean(),
  title: z.string(),
  points: z.number(),
  profiles: z.array(z.string()),
});
export type ListedSchema = z.output<typeof ListedSchema>;

export const schemasQuery = queryOptions({
  queryKey: ["schemas"],
  queryFn: () => get(z.array(ListedSchema), "/api/v1/schemas"),
});

export const viewProfilesQuery = queryOptions({
  queryKey: ["view-profiles"],
  queryFn: () => get(z.array(ViewProfile), "/api/v1/view-profiles"),
});

export const projectsQuery = queryOptions({
  queryKey: ["projects"],
  queryFn: () => get(z.array(Project), "/api/v1/projects"),
});

export const projectQuery = (id: string) =>
  queryOptions({
    queryKey: ["projects", id],
    queryFn: () => get(Project, `/api/v1/projects/${id}`),
  });

export function createProject(wanted: NewProject): Promise<Project> {
  return get(Project, "/api/v1/projects", { method: "POST", json: wanted });
}

/** A second person's word on the exception that a project claims. */
export function agreeToException(project: string): Promise<Project> {
  return get(Project, `/api/v1/projects/${project}/exemption/agree`, { method: "POST", json: {} });
}
