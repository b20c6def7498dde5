import * as z from "zod/mini";
import { get, send } from "../../access/api.ts";

/** Why a task was passed over; `own` is what the annotator alone knows. */
export const SKIPS = ["no-face", "wrong-face", "unusable", "own"] as const;

const TeamTask = z.object({
  id: z.string(),
  team: z.string(),
  purpose: z.string(),
  state: z.enum(["open", "held"]),
  secondLook: z.boolean(),
  due: z.string(),
  /** 1 goes first. */
  priority: z.number(),
  holder: z.nullable(z.string()),
  heldSince: z.nullable(z.string()),
  keptFor: z.nullable(z.string()),
  returned: z.number(),
  skips: z.array(z.enum(SKIPS)),
});
/** A task as the lead of a team sees it: no face, and nobody on one. */
export type TeamTask = z.output<typeof TeamTask>;

const Member = z.object({ team: z.string(), person: z.string(), name: z.nullable(z.string()) });
export type Member = z.output<typeof Member>;

const Page = z.object({ tasks: z.array(TeamTask), members: z.array(Member), more: z.boolean() });
export type Page = z.output<typeof Page>;

/** Why a task is moved. */
export const MOVE_REASONS = ["absent", "due", "balance", "expertise", "other"] as const;
export type MoveReason = (typeof MOVE_REASONS)[number];

/** As many as the gateway lists at once. */
export const PAGE = 50;

/** A page of what the team has not finished, most urgent first; asking is recorded. */
export function fetchTeamTasks(first: number): Promise<Page> {
  return get(Page, `/api/v1/team-tasks?first=${first}`);
}

/** Keeps a task for somebody of the team, or for nobody; refused where somebody else holds it by now. */
export async function moveTask(task: TeamTask, to: string | null, reason: MoveReason): Promise<void> {
  await send(`/api/v1/team-tasks/${task.id}/move`, {
    method: "POST",
    headers: { "Visor-Purpose": task.purpose },
    json: { reason, holder: task.holder, to },
  });
}

/** What a person is called: by name, else by the beginning of the number that the gateway knows the person by. */
export function called(person: string, members: readonly Member[]): string {
  const known = members.find((member) => member.person === person && member.name !== null);
  return known?.name ?? person.slice(0, 8);
}

/** Whom a task may go to, as far as the page can tell: the others of its team, by name. */
export function receivers(task: TeamTask, members: readonly Member[]): Member[] {
  return members
    .filter(({ team, person }) => team === task.team && person !== task.holder)
    .sort((one, other) => called(one.person, members).localeCompare(called(other.person, members)));
}
