import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { get, send } from "../access/api.ts";

/** How an age recipient is written; the gateway checks its checksum besides. */
export const RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;

const Recipient = z.object({ id: z.string(), recipient: z.string(), created: z.string() });
export type Recipient = z.output<typeof Recipient>;

export const recipientsQuery = (project: string) =>
  queryOptions({
    queryKey: ["projects", project, "recipients"],
    queryFn: () => get(z.array(Recipient), `/api/v1/projects/${project}/recipients`),
  });

export function addRecipient(project: string, recipient: string): Promise<Recipient> {
  return get(Recipient, `/api/v1/projects/${project}/recipients`, {
    method: "POST",
    json: { recipient: recipient.trim() },
  });
}

export async function removeRecipient(project: string, id: string): Promise<void> {
  await send(`/api/v1/projects/${project}/recipients/${id}/remove`, { method: "POST" });
}

/** Enough of a key to tell it from others. */
export function short(recipient: string): string {
  return recipient.length <= 20 ? recipient : `${recipient.slice(0, 10)}…${recipient.slice(-6)}`;
}
