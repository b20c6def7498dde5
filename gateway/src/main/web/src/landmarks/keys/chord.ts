/**
 * A chord is a key with what is held beside it, as text: `n`, `Shift+ArrowUp`, `Control+z`. Letters are written small,
 * digits by the key they stand on, so that Shift with a digit is the same on every layout; a sign tells itself and is
 * written without the Shift that it may need.
 */
export type Chord = string;

/** What a key event needs for this; a part of `KeyboardEvent`. */
export type Press = Pick<KeyboardEvent, "key" | "code" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey">;

const NO_KEYS = new Set([
  "Shift",
  "Control",
  "Alt",
  "AltGraph",
  "Meta",
  "CapsLock",
  "Dead",
  "Process",
  "Unidentified",
]);

/** The chord that was pressed; null for a key that only goes beside others, or that no layout gives a name. */
export function chordOf(press: Press): Chord | null {
  if (NO_KEYS.has(press.key)) {
    return null;
  }
  const base = baseKey(press);
  const named = base.length > 1 || /^[\p{L}\d]$/u.test(base);
  const sign = !named && base !== " ";
  // Where a sign lies behind AltGr, some systems tell of it as Control with Alt.
  const held = sign ? "" : `${control(press) ? "Control+" : ""}${press.altKey ? "Alt+" : ""}`;
  const shift = press.shiftKey && !sign ? "Shift+" : "";
  return sign && control(press) && !press.altKey ? `Control+${base}` : `${held}${shift}${base}`;
}

/** The key without what is held beside it: a release tells no more. */
export function baseKey({ key, code = "" }: Pick<KeyboardEvent, "key" | "code">): string {
  const digit = /^Digit(\d)$/.exec(code);
  return digit?.[1] ?? (key.length === 1 ? key.toLowerCase() : key);
}

/** A chord without its Shift and Alt, and how far a nudge under them goes: view pixels. */
export function nudgeOf(chord: Chord): { readonly key: Chord; readonly step: number } | null {
  if (chord.startsWith("Shift+")) {
    return { key: chord.slice("Shift+".length), step: 10 };
  }
  if (chord.startsWith("Alt+")) {
    return { key: chord.slice("Alt+".length), step: 0.1 };
  }
  return null;
}

function control({ ctrlKey, metaKey }: Press): boolean {
  return ctrlKey || metaKey;
}
