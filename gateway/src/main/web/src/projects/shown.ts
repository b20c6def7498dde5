import type { ListedSchema, ViewProfile } from "./api.ts";

/** Which points are placed, and on what of a face. */
export interface Shown {
  readonly schema: string;
  readonly profile: string;
}

export const FACE: Shown = { schema: "ibug68", profile: "face-oval" };

/** The view profiles that show all points of a schema; all of them while that is not known. */
export function usable(
  profiles: readonly ViewProfile[],
  schema: string,
  schemas: readonly ListedSchema[],
): readonly ViewProfile[] {
  const fitting = schemas.find(({ id }) => id === schema)?.profiles;
  return fitting === undefined ? profiles : profiles.filter(({ name }) => fitting.includes(name));
}

/** Another schema, under the same view profile if that shows its points, else under the first that does. */
export function withSchema(shown: Shown, schema: string, schemas: readonly ListedSchema[]): Shown {
  const fitting = schemas.find(({ id }) => id === schema)?.profiles ?? [];
  const profile = fitting.includes(shown.profile) ? shown.profile : (fitting[0] ?? shown.profile);
  return { schema, profile };
}
