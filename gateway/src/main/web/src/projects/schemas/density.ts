/** Into how many parts the lines of a schema are cut. */

/** As many as the gateway cuts a line into. */
export const MOST_PARTS = 8;

/** The names that can be cut, each once: contours, and groups that are called otherwise. */
export function partsOf(schema: {
  readonly contours: ReadonlyArray<{ readonly name: string }>;
  readonly groups: ReadonlyArray<{ readonly name: string }>;
}): string[] {
  return [...new Set([...schema.contours, ...schema.groups].map(({ name }) => name))];
}

/** What is sent: a line that stays whole is not named. */
export function factorsOf(parts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(parts).filter(([, count]) => count > 1));
}
