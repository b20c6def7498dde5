import { spoken } from "../../access/language.ts";
import type { MoveReason, SKIPS } from "./teamTasks.ts";

const skips: Readonly<Record<(typeof SKIPS)[number], string>> = {
  "no-face": "no face",
  "wrong-face": "the wrong face",
  unusable: "unusable",
  own: "a reason of one's own",
};
const germanSkips: typeof skips = {
  "no-face": "kein Gesicht",
  "wrong-face": "das falsche Gesicht",
  unusable: "unbrauchbar",
  own: "ein eigener Grund",
};

const reasons: Readonly<Record<MoveReason, string>> = {
  absent: "Its holder is not at work",
  due: "It is due before its holder gets to it",
  balance: "Somebody has less to do",
  expertise: "Somebody knows more of such faces",
  other: "Another reason",
};
const germanReasons: typeof reasons = {
  absent: "Wer sie hat, ist nicht bei der Arbeit",
  due: "Sie ist fällig, bevor jemand dazu kommt, der sie hat",
  balance: "Jemand hat weniger zu tun",
  expertise: "Jemand kennt sich mit solchen Gesichtern besser aus",
  other: "Ein anderer Grund",
};

const english = {
  title: "The team's tasks",
  help: "What your team has not finished, the most urgent first. Opening this page and moving a task are records of the client's trail.",
  loading: "Looking at tasks…",
  none: "Your team has nothing to finish here.",
  table: "Tasks of the team",
  columns: {
    purpose: "Purpose",
    state: "State",
    due: "Due",
    priority: "Priority",
    holder: "With",
    returned: "Returned",
    skips: "Passed over",
    move: "Move",
  },
  open: "open",
  held: "at work",
  secondLook: "second look",
  since: (when: string) => `since ${when}`,
  keptFor: (name: string) => `kept for ${name}`,
  nobody: "nobody",
  times: (count: number) => (count === 0 ? "never" : count === 1 ? "once" : `${count} times`),
  never: "never",
  skips,
  move: "Move",
  moveNamed: (number: number, purpose: string) => `Move task ${number}, ${purpose}`,
  dialog: (number: number) => `Move task ${number}`,
  dialogHelp:
    "It is out of its holder's hands at once. Whoever you name gets it as the next task, if the rules allow it, and others after a day.",
  to: "To",
  queue: "Whoever takes it next",
  reason: "Why",
  reasons,
  keep: "Leave it",
  moving: "Moving…",
  first: "First page",
  next: "Next page",
};

const german: typeof english = {
  title: "Aufgaben des Teams",
  help: "Was Ihr Team noch nicht fertig hat, das Dringendste zuerst. Das Öffnen dieser Seite und jedes Verschieben stehen im Protokoll des Kunden.",
  loading: "Aufgaben werden geholt…",
  none: "Hier hat Ihr Team nichts zu tun.",
  table: "Aufgaben des Teams",
  columns: {
    purpose: "Zweck",
    state: "Stand",
    due: "Fällig",
    priority: "Vorrang",
    holder: "Bei",
    returned: "Zurückgegeben",
    skips: "Übergangen",
    move: "Verschieben",
  },
  open: "offen",
  held: "in Arbeit",
  secondLook: "zweiter Blick",
  since: (when) => `seit ${when}`,
  keptFor: (name) => `zurückgelegt für ${name}`,
  nobody: "niemandem",
  times: (count) => (count === 0 ? "nie" : count === 1 ? "einmal" : `${count}-mal`),
  never: "nie",
  skips: germanSkips,
  move: "Verschieben",
  moveNamed: (number, purpose) => `Aufgabe ${number} verschieben, ${purpose}`,
  dialog: (number) => `Aufgabe ${number} verschieben`,
  dialogHelp:
    "Wer sie hat, hat sie sofort nicht mehr. Wen Sie nennen, bekommt sie als nächste Aufgabe, wenn die Regeln es erlauben, und nach einem Tag auch andere.",
  to: "An",
  queue: "Wer sie als Nächstes nimmt",
  reason: "Warum",
  reasons: germanReasons,
  keep: "So lassen",
  moving: "Wird verschoben…",
  first: "Erste Seite",
  next: "Nächste Seite",
};

/** What the page of a team's lead says. */
export const teamWords = spoken(english, german);
