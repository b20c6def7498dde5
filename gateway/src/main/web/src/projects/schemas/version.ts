/** Which version of a schema an address means; none for the newest. */
export function readVersion(search: Record<string, unknown>): { readonly version?: number } {
  const version = Number(search.version);
  return Number.isInteger(version) && version > 0 ? { version } : {};
}
