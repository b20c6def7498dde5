import { type Filter, readFilter } from "./filter.ts";

/** What the page is asked by, as its address says it: labels and times, never a name. */
export type SightsAddress = Filter & { readonly zone?: string };

/** Reads the search part of an address; what it does not know it leaves out, a name above all. */
export function readSights(search: Record<string, unknown>): SightsAddress {
  const filter = readFilter({ ...search, all: undefined });
  const zone = search.zone;
  return typeof zone === "string" && /^[A-Za-z_+\-/0-9]{1,50}$/.test(zone) ? { ...filter, zone } : filter;
}
