/**
 * What a search looks for, as an address may say it: labels, codes and times, never a name. Names and pseudonyms are typed,
 * sent once in a body, and come back as labels.
 */

export const FILTER_KEYS = [
  "actor",
  "subject",
  "object",
  "project",
  "purpose",
  "action",
  "outcome",
  "from",
  "until",
] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];
export type Filter = { readonly [key in FilterKey]?: string };

/** The address's search part: a filter, or the sign that everything was asked for. */
export type Address = Filter & { readonly all?: string };

/** Reads the search part of an address; what it does not know it leaves out, a name above all. */
export function readFilter(search: Record<string, unknown>): Address {
  const read: { [key in FilterKey | "all"]?: string } = {};
  for (const key of [...FILTER_KEYS, "all"] as const) {
    const value = search[key];
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
      read[key] = String(value);
    }
  }
  return read;
}

/** Reads a filter as the gateway writes it into an answer. */
export function fromToken(token: string): Filter {
  return readFilter(Object.fromEntries(new URLSearchParams(token)));
}

/** The address of a filter; that of an empty one says that everything is meant. */
export function toAddress(filter: Filter): Address {
  return Object.keys(filter).length === 0 ? { all: "yes" } : filter;
}

/** Whether the address asks for anything: a page that is merely opened does not search, because searching is recorded. */
export function asks(address: Address): boolean {
  return Object.values(address).some((value) => value !== undefined);
}

/** The filter of an address without the sign that everything is meant. */
export function filterOf(address: Address): Filter {
  const { all: _, ...filter } = address;
  return filter;
}

/** A time in a field, which is in UTC, as the gateway takes it; undefined where the field is empty. */
export function fromField(value: string): string | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value) ? `${value}:00Z` : value === "" ? undefined : `${value}Z`;
}

/** A time from a filter as a field shows it; empty where a field could not show all of it. */
export function toField(time: string | undefined): string {
  const read = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(\.\d+)?Z$/.exec(time ?? "");
  if (read === null) {
    return "";
  }
  return `${read[1]}${read[2] === undefined || read[2] === ":00" ? "" : read[2]}`;
}
