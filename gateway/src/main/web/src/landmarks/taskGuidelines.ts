import * as z from "zod/mini";
import { get } from "../access/api.ts";
import { Block } from "../projects/guidelines/guidelines.ts";
import type { Task } from "./api.ts";

const Told = z.object({ version: z.number(), blocks: z.array(Block) });

/** The guideline that a task is worked under; nothing where the schema's definitions are all. */
export async function fetchGuideline(task: Task): Promise<readonly Block[]> {
  const told = await get(Told, `/api/v1/tasks/${task.id}/guideline`, {
    headers: { "Visor-Purpose": task.purpose },
  });
  return told.blocks;
}
