/** What a new project asks of points. The gateway decides. */
import type { Occluded } from "../landmarks/pointRules.ts";

export interface DraftRules {
  readonly occluded: Occluded;
  /** Names, of whatever schema was chosen when they were. */
  readonly required: readonly string[];
}

export const NO_RULES: DraftRules = { occluded: "as-found", required: [] };

/** Those that the schema has, in its order: another schema may have been chosen since. */
export function within(required: readonly string[], names: readonly string[]): string[] {
  return names.filter((name) => required.includes(name));
}

/** In one line, for the project's page. */
export function toldRules(
  { occluded, required }: DraftRules,
  words: { readonly occludedRules: Readonly<Record<Occluded, string>>; readonly never: string },
): string {
  return [
    words.occludedRules[occluded],
    ...(required.length === 0 ? [] : [`${words.never}: ${required.join(", ")}`]),
  ].join(". ");
}
