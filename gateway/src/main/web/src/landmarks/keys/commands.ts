/**
 * Everything that a key on the picture does: the one table from which the keyboard, the cheat sheet, the page of keys and
 * the handbook's table are made.
 */

export const GROUPS = ["choose", "move", "say", "place", "shape", "look", "review", "work"] as const;
export type Group = (typeof GROUPS)[number];

interface Row {
  readonly id: string;
  readonly group: Group;
  /** Chords, as `chord.ts` writes them; the first is the one that is shown first. */
  readonly keys: readonly string[];
  /** `held`: for as long as the key is down; `repeats`: again and again while it is down; else once. */
  readonly how?: "held" | "repeats";
}

const TABLE = [
  { id: "next-point", group: "choose", keys: ["n", "PageDown"], how: "repeats" },
  { id: "previous-point", group: "choose", keys: ["p", "PageUp"], how: "repeats" },
  { id: "next-open", group: "choose", keys: ["j"] },
  { id: "least-sure", group: "choose", keys: ["u"] },
  { id: "next-found", group: "choose", keys: ["r"] },
  { id: "nudge-left", group: "move", keys: ["ArrowLeft"], how: "repeats" },
  { id: "nudge-right", group: "move", keys: ["ArrowRight"], how: "repeats" },
  { id: "nudge-up", group: "move", keys: ["ArrowUp"], how: "repeats" },
  { id: "nudge-down", group: "move", keys: ["ArrowDown"], how: "repeats" },
  { id: "undo", group: "move", keys: ["Control+z"], how: "repeats" },
  { id: "redo", group: "move", keys: ["Control+Shift+z", "Control+y"], how: "repeats" },
  // Not while it is held down: nobody has looked at what runs past.
  { id: "confirm-next", group: "say", keys: [" "] },
  { id: "confirm-group", group: "say", keys: ["c"] },
  { id: "visible", group: "say", keys: ["1"] },
  { id: "occluded", group: "say", keys: ["2"] },
  { id: "self-occluded", group: "say", keys: ["3"] },
  { id: "outside", group: "say", keys: ["4"] },
  { id: "ambiguous", group: "say", keys: ["5"] },
  { id: "not-labelled", group: "say", keys: ["6"] },
  { id: "visible-next", group: "say", keys: ["Shift+1"] },
  { id: "occluded-next", group: "say", keys: ["Shift+2"] },
  { id: "self-occluded-next", group: "say", keys: ["Shift+3"] },
  { id: "outside-next", group: "say", keys: ["Shift+4"] },
  { id: "not-labelled-next", group: "say", keys: ["Shift+6"] },
  { id: "placing", group: "place", keys: ["i"] },
  { id: "place", group: "place", keys: ["Enter"] },
  { id: "mean-shape", group: "place", keys: ["f"] },
  { id: "hold-group", group: "shape", keys: ["g"], how: "held" },
  { id: "hold-shape", group: "shape", keys: ["m"], how: "held" },
  { id: "group-mode", group: "shape", keys: ["Shift+g"] },
  { id: "shape-mode", group: "shape", keys: ["Shift+m"] },
  { id: "turn-left", group: "shape", keys: ["q"], how: "repeats" },
  { id: "turn-right", group: "shape", keys: ["e"], how: "repeats" },
  { id: "shrink", group: "shape", keys: ["a"], how: "repeats" },
  { id: "grow", group: "shape", keys: ["d"], how: "repeats" },
  { id: "handles", group: "shape", keys: ["o"] },
  { id: "zoom-in", group: "look", keys: ["+", "="], how: "repeats" },
  { id: "zoom-out", group: "look", keys: ["-"], how: "repeats" },
  { id: "show-all", group: "look", keys: ["0"] },
  { id: "loupe", group: "look", keys: ["l"] },
  { id: "hide-points", group: "look", keys: ["h"], how: "held" },
  { id: "mirror", group: "look", keys: ["x"] },
  { id: "flip", group: "look", keys: ["Shift+x"] },
  { id: "as-sent", group: "look", keys: ["v"] },
  { id: "before", group: "review", keys: ["b"] },
  { id: "remark", group: "review", keys: ["Shift+c"] },
  { id: "next-remark", group: "review", keys: ["Shift+n"] },
  // With Shift, so that no slip beside a letter of the work says what becomes of it.
  { id: "accept", group: "review", keys: ["Shift+a"] },
  { id: "fix", group: "review", keys: ["Shift+f"] },
  { id: "return", group: "review", keys: ["Shift+r"] },
  { id: "known", group: "work", keys: ["k"] },
  { id: "skip", group: "work", keys: ["s"] },
  { id: "guideline", group: "work", keys: ["t"] },
  { id: "help", group: "work", keys: ["?"] },
] as const satisfies readonly Row[];

export type CommandId = (typeof TABLE)[number]["id"];

export interface Command extends Row {
  readonly id: CommandId;
}

export const COMMANDS: readonly Command[] = TABLE;

const BY_ID: ReadonlyMap<CommandId, Command> = new Map(COMMANDS.map((command) => [command.id, command]));

/** The row of a command. */
export function commandOf(id: CommandId): Command {
  const command = BY_ID.get(id);
  if (command === undefined) {
    throw new Error(`There is no command ${id}`);
  }
  return command;
}

export function isCommand(text: string): text is CommandId {
  return BY_ID.has(text as CommandId);
}
