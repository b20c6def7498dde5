import { type Chord, nudgeOf } from "./chord.ts";
import { COMMANDS, type CommandId, commandOf, isCommand } from "./commands.ts";

/** The keys that a person chose in place of a command's own. */
export type Remapped = Readonly<Partial<Record<CommandId, Chord>>>;

/** Why a key cannot be chosen. */
export type Refusal =
  | { readonly why: "leaves" }
  | { readonly why: "browser" }
  | { readonly why: "step" }
  | { readonly why: "taken"; readonly by: CommandId };

const KEPT = "visor.keys";

export function keysOf(remapped: Remapped, id: CommandId): readonly Chord[] {
  const own = remapped[id];
  return own === undefined ? commandOf(id).keys : [own];
}

/** What a chord does; `step` tells nudges how far, in view pixels. */
export function commandFor(
  remapped: Remapped,
  chord: Chord,
): { readonly id: CommandId; readonly step: number } | null {
  const found = bound(remapped, chord);
  if (found !== null) {
    return { id: found, step: 1 };
  }
  const nudge = nudgeOf(chord);
  const id = nudge === null ? null : bound(remapped, nudge.key);
  return nudge !== null && id !== null && isNudge(id) ? { id, step: nudge.step } : null;
}

/** Whether a command cannot have this key; null where it can. */
export function refusalOf(remapped: Remapped, id: CommandId, chord: Chord): Refusal | null {
  if (/(^|\+)(Tab|Escape)$/.test(chord)) {
    // Who works by keyboard has to get out of the picture again.
    return { why: "leaves" };
  }
  if (/^(Control|Alt)\+/.test(chord) || /^F\d+$/.test(chord)) {
    return { why: "browser" };
  }
  if (isNudge(id) && nudgeOf(chord) !== null) {
    return { why: "step" };
  }
  const nudge = nudgeOf(chord);
  const stepped = nudge === null ? null : other(remapped, id, nudge.key);
  const others = [
    other(remapped, id, chord),
    stepped !== null && isNudge(stepped) ? stepped : null,
    ...(isNudge(id) ? [`Shift+${chord}`, `Alt+${chord}`].map((step) => other(remapped, id, step)) : []),
  ];
  const by = others.find((one) => one !== null);
  return by === undefined || by === null ? null : { why: "taken", by };
}

/** The same with another key for one command; null gives it back its own. A key that cannot be chosen changes nothing. */
export function remap(remapped: Remapped, id: CommandId, chord: Chord | null): Remapped {
  const { [id]: _, ...others } = remapped;
  if (chord === null) {
    // Another command may have taken the key that comes back.
    return commandOf(id).keys.every((key) => refusalOf(others, id, key)?.why !== "taken") ? others : remapped;
  }
  return refusalOf(others, id, chord) === null ? { ...others, [id]: chord } : remapped;
}

/** What this browser keeps; what it keeps wrongly counts as not kept. Which keys somebody likes tells nothing of a face. */
export function keptKeys(storage: Pick<Storage, "getItem">): Remapped {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEPT) ?? "{}");
    const read = Object.entries(kept ?? {}).filter(
      ([id, chord]) => isCommand(id) && typeof chord === "string",
    );
    let remapped: Remapped = Object.fromEntries(read);
    for (const { id } of COMMANDS) {
      const chord = remapped[id];
      if (chord !== undefined && refusalOf(remapped, id, chord) !== null) {
        const { [id]: _, ...others } = remapped;
        remapped = others;
      }
    }
    return remapped;
  } catch {
    return {};
  }
}

export function keepKeys(storage: Pick<Storage, "setItem">, remapped: Remapped): void {
  storage.setItem(KEPT, JSON.stringify(remapped));
}

function bound(remapped: Remapped, chord: Chord): CommandId | null {
  return COMMANDS.find(({ id }) => keysOf(remapped, id).includes(chord))?.id ?? null;
}

function other(remapped: Remapped, than: CommandId, chord: Chord): CommandId | null {
  return COMMANDS.find(({ id }) => id !== than && keysOf(remapped, id).includes(chord))?.id ?? null;
}

function isNudge(id: CommandId): boolean {
  return id.startsWith("nudge-");
}
