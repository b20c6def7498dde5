/** The one form of a record's bytes (RFC 8785, without fractions and null): two texts are never the same record. */

/** Half of a surrogate pair, which has no UTF-8. */
const HALF = /\p{Surrogate}/u;

/** Whether the text is JSON in that form. */
export function isCanonical(text: string): boolean {
  try {
    return canonical(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

/**
 * Writes a value in that form.
 *
 * @throws TypeError where the value has none
 */
function canonical(value: unknown): string {
  if (typeof value === "boolean" || Number.isSafeInteger(value)) {
    return String(value);
  }
  if (typeof value === "string" && !HALF.test(value)) {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    // Sorting by UTF-16 units is what both the RFC and a plain sort do.
    const members = Object.keys(value)
      .sort()
      .map((key) => `${canonical(key)}:${canonical((value as Record<string, unknown>)[key])}`);
    return `{${members.join(",")}}`;
  }
  throw new TypeError("A record holds objects, arrays, strings, integers and booleans");
}
