import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { get, send } from "./api.ts";

const Member = z.object({
  person: z.string(),
  lead: z.boolean(),
  joined: z.string(),
  details: z.nullable(
    z.object({
      skills: z.array(z.string()),
      languages: z.array(z.string()),
      hours: z.nullable(z.string()),
    }),
  ),
});
export type Member = z.output<typeof Member>;

const Team = z.object({
  handle: z.string(),
  workforce: z.string(),
  country: z.nullable(z.string()),
  members: z.array(Member),
});
export type Team = z.output<typeof Team>;

export interface NewMember {
  readonly person: string;
  readonly lead: boolean;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly hours: string;
}

/** The teams and who joined them here. Asking is recorded. */
export const teamsQuery = queryOptions({
  queryKey: ["teams"],
  queryFn: () => get(z.array(Team), "/api/v1/teams"),
});

export function join(team: string, member: NewMember): Promise<Response> {
  return send(`/api/v1/teams/${team}/members`, { method: "POST", json: member });
}

export function leave(team: string, person: string): Promise<Response> {
  return send(`/api/v1/teams/${team}/members/${person}`, { method: "DELETE" });
}

/** Says where a team works, or a person; an empty country takes it back. */
export function place(of: "teams" | "people", which: string, country: string): Promise<Response> {
  return send(`/api/v1/${of}/${which}/workplace`, {
    method: "PUT",
    json: { country: country.trim() === "" ? null : country.trim() },
  });
}

/** The entries of a line with commas between. */
export function entries(line: string): string[] {
  return line
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

/** Skills, languages and hours in one line. */
export function told({ details }: Member): string {
  return details === null
    ? ""
    : [details.skills.join(", "), details.languages.join(", "), details.hours ?? ""]
        .filter((part) => part !== "")
        .join("; ");
}
