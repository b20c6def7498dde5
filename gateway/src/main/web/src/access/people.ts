import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { get } from "./api.ts";

const Listed = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  roles: z.array(z.string()),
  tenant: z.nullable(z.string()),
  teams: z.array(z.string()),
  operator: z.boolean(),
  secondFactor: z.boolean(),
  lapsed: z.boolean(),
});
export type Listed = z.output<typeof Listed>;

const People = z.object({ people: z.array(Listed), more: z.boolean() });

/** A page of those who can sign in, `first` people passed over. Asking is recorded. */
export const peopleQuery = (first: number) =>
  queryOptions({
    queryKey: ["people", first],
    queryFn: () => get(People, `/api/v1/people?first=${first}`),
  });
