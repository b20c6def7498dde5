/** The field that holds what was decided from. */
export const DECISION_INPUT = "decision-input";

/** JSON over several lines; as it is where it is none. */
export function laidOut(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
