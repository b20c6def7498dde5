/**
 * A promise is the log's signed word that a record will stand in it, one line of base64url (header `Visor-Promise`). It
 * says which log, a salted hash, a second and a signature: neither who, nor what, nor whom.
 */

/** Longer than any promise; more is somebody's mistake, and not kept. */
const LONGEST = 1024;

/** The log that a promise is about; null where the line is none. Nobody needs its signature checked before a witness does. */
export function logOf(line: string): string | null {
  if (line.length > LONGEST || !/^[A-Za-z0-9_-]+$/.test(line)) {
    return null;
  }
  try {
    const [kind, origin, ...rest] = atob(line.replaceAll("-", "+").replaceAll("_", "/")).split("\n");
    return kind === "visor-promise/v1" && origin && rest.length === 5 ? origin : null;
  } catch {
    return null;
  }
}

/** Lines by the log that they are about, in the order given; what is no promise is left out. */
export function byLog(lines: readonly string[]): ReadonlyMap<string, string[]> {
  const logs = new Map<string, string[]>();
  for (const line of lines) {
    const log = logOf(line);
    if (log !== null) {
      logs.set(log, [...(logs.get(log) ?? []), line]);
    }
  }
  return logs;
}
