/** Of which client a page shows something; empty for one's own side, where that is something. */
export type Side = { readonly tenant?: string };

/** Reads the side from an address; anything that is not a handle is left out. */
export function readSide(search: Record<string, unknown>): Side {
  const { tenant } = search;
  return typeof tenant === "string" && /^[a-z0-9-]{1,60}$/.test(tenant) ? { tenant } : {};
}
