import { queryOptions } from "@tanstack/react-query";
import { send } from "../access/api.ts";
import type { Task } from "./api.ts";

const EVERY_MS = 15_000;

/** Whether the face may still be shown and worked on: asked while nobody changes anything, which would tell it, too. */
export const standingQuery = (task: Task) =>
  queryOptions({
    queryKey: ["tasks", task.id, "standing"],
    queryFn: async () => {
      await send(`/api/v1/tasks/${task.id}/standing`, { headers: { "Visor-Purpose": task.purpose } });
      return true;
    },
    refetchInterval: EVERY_MS,
    retry: false,
    gcTime: 0,
  });
