import { spoken } from "../../access/language.ts";
import { editorWords } from "../editorWords.ts";
import type { Refusal } from "./bindings.ts";
import type { CommandId, Group } from "./commands.ts";

const englishGroups: Readonly<Record<Group, string>> = {
  choose: "Choose a point",
  move: "Move it",
  say: "Say what it is",
  place: "Place points",
  shape: "Move many points",
  look: "Look closer",
  work: "Beside the picture",
};

const englishCommands: Readonly<Record<CommandId, string>> = {
  "next-point": "the next point",
  "previous-point": "the previous point",
  "next-open": "the next point that nobody has looked at, or that has no place",
  "least-sure": "the suggestion that is least sure",
  "next-found": "the next point that looks wrong",
  "nudge-left": "one view pixel to the left (with Shift 10, with Alt a tenth)",
  "nudge-right": "one view pixel to the right (likewise)",
  "nudge-up": "one view pixel up (likewise)",
  "nudge-down": "one view pixel down (likewise)",
  undo: "undo",
  redo: "redo",
  "confirm-next": "confirm and go on to the next",
  "confirm-group": "confirm the point's whole group and go on to the next that waits",
  visible: "visible",
  occluded: "occluded",
  "self-occluded": "hidden by the head itself",
  outside: "outside of the view",
  ambiguous: "ambiguous",
  "not-labelled": "not labelled",
  "visible-next": "visible, and on to the next",
  "occluded-next": "occluded, and on to the next",
  "self-occluded-next": "hidden by the head itself, and on to the next",
  "outside-next": "outside of the view, and on to the next",
  "not-labelled-next": "not labelled, and on to the next",
  placing: "place one after the other, on or off",
  place: "place the point under the cross and go on",
  "mean-shape": "ask for anchors, then lay the mean shape over them",
  "hold-group": "hold: move the point's group",
  "hold-shape": "hold: move the whole shape",
  "group-mode": "move the point's group, on or off",
  "shape-mode": "move the whole shape, on or off",
  "turn-left": "turn it half a degree to the left",
  "turn-right": "turn it half a degree to the right",
  shrink: "make it 1 % smaller",
  grow: "make it 1 % larger",
  handles: "handles on long contours, on or off",
  "zoom-in": "closer",
  "zoom-out": "farther",
  "show-all": "the whole picture",
  loupe: "loupe with real pixels, on or off",
  "hide-points": "hold: the picture without points",
  mirror: "mirror check, on or off",
  flip: "flip the display, on or off",
  "as-sent": "the picture as it was sent, on or off",
  known: "I know this person (asks first)",
  skip: "skip this face (asks why)",
  help: "all keys",
};

const german: { groups: typeof englishGroups; commands: typeof englishCommands } = {
  groups: {
    choose: "Einen Punkt wählen",
    move: "Ihn verschieben",
    say: "Sagen, was er ist",
    place: "Punkte setzen",
    shape: "Viele Punkte bewegen",
    look: "Genauer hinsehen",
    work: "Neben dem Bild",
  },
  commands: {
    "next-point": "der nächste Punkt",
    "previous-point": "der vorige Punkt",
    "next-open": "der nächste Punkt, den noch niemand angesehen hat oder der keinen Ort hat",
    "least-sure": "der unsicherste Vorschlag",
    "next-found": "der nächste Punkt, der falsch aussieht",
    "nudge-left": "einen Bildpunkt nach links (mit Umschalt 10, mit Alt ein Zehntel)",
    "nudge-right": "einen Bildpunkt nach rechts (ebenso)",
    "nudge-up": "einen Bildpunkt nach oben (ebenso)",
    "nudge-down": "einen Bildpunkt nach unten (ebenso)",
    undo: "rückgängig",
    redo: "wiederholen",
    "confirm-next": "bestätigen und weiter zum nächsten",
    "confirm-group": "die ganze Gruppe des Punkts bestätigen und weiter zum nächsten, der wartet",
    visible: "sichtbar",
    occluded: "verdeckt",
    "self-occluded": "vom Kopf selbst verdeckt",
    outside: "außerhalb der Ansicht",
    ambiguous: "mehrdeutig",
    "not-labelled": "nicht gesetzt",
    "visible-next": "sichtbar, und weiter",
    "occluded-next": "verdeckt, und weiter",
    "self-occluded-next": "vom Kopf selbst verdeckt, und weiter",
    "outside-next": "außerhalb der Ansicht, und weiter",
    "not-labelled-next": "nicht gesetzt, und weiter",
    placing: "nacheinander setzen, an oder aus",
    place: "den Punkt unter das Kreuz setzen und weiter",
    "mean-shape": "nach Ankern fragen und die mittlere Form darüberlegen",
    "hold-group": "halten: die Gruppe des Punkts bewegen",
    "hold-shape": "halten: die ganze Form bewegen",
    "group-mode": "die Gruppe des Punkts bewegen, an oder aus",
    "shape-mode": "die ganze Form bewegen, an oder aus",
    "turn-left": "um ein halbes Grad nach links drehen",
    "turn-right": "um ein halbes Grad nach rechts drehen",
    shrink: "um 1 % verkleinern",
    grow: "um 1 % vergrößern",
    handles: "Griffe an langen Linien, an oder aus",
    "zoom-in": "näher",
    "zoom-out": "weiter weg",
    "show-all": "das ganze Bild",
    loupe: "Lupe mit echten Bildpunkten, an oder aus",
    "hide-points": "halten: das Bild ohne Punkte",
    mirror: "Spiegelprobe, an oder aus",
    flip: "Anzeige spiegeln, an oder aus",
    "as-sent": "das Bild unverändert, an oder aus",
    known: "Ich kenne diese Person (fragt zuerst)",
    skip: "dieses Gesicht überspringen (fragt, warum)",
    help: "alle Tasten",
  },
};

const english = {
  groups: englishGroups,
  commands: englishCommands,
  title: editorWords.keysTitle,
  help: "They act while the picture has the focus, and nowhere else. Tab leaves the picture; Escape ends what was begun.",
  key: "Key",
  does: "What it does",
  changeThem: "Change keys",
  change: (what: string) => `Another key for: ${what}`,
  press: (what: string) => `Press the new key for “${what}”. Escape leaves it as it is.`,
  own: "Its own key",
  ownFor: (what: string) => `Its own key again: ${what}`,
  all: "All keys as they were",
  leaves: "Tab and Escape stay: they are how one gets out of the picture. Choose another key.",
  browser: "Keys with Ctrl, Alt, Cmd, and the F keys belong to the browser. Choose another key.",
  step: "Shift and Alt tell how far this goes. Choose a key without them.",
  taken: (by: string) => `That key is taken: ${by}. Choose another, or give that one another key first.`,
  changed: (what: string, key: string) => `${key} from now on: ${what}.`,
  names: {
    " ": "Space",
    Control: "Ctrl",
    Shift: "Shift",
    Alt: "Alt",
    Enter: "Enter",
    PageUp: "Page up",
    PageDown: "Page down",
    ArrowLeft: "←",
    ArrowRight: "→",
    ArrowUp: "↑",
    ArrowDown: "↓",
  } as Readonly<Record<string, string>>,
};

const germanWords: typeof english = {
  ...german,
  title: editorWords.keysTitle,
  help: "Sie wirken, solange das Bild den Fokus hat, und nirgends sonst. Tab verlässt das Bild; Escape beendet, was begonnen wurde.",
  key: "Taste",
  does: "Was sie tut",
  changeThem: "Tasten ändern",
  change: (what) => `Andere Taste für: ${what}`,
  press: (what) => `Drücken Sie die neue Taste für „${what}“. Escape lässt alles, wie es ist.`,
  own: "Eigene Taste",
  ownFor: (what) => `Wieder die eigene Taste: ${what}`,
  all: "Alle Tasten wie zuvor",
  leaves: "Tab und Escape bleiben: Mit ihnen kommt man aus dem Bild heraus. Wählen Sie eine andere Taste.",
  browser:
    "Tasten mit Strg, Alt oder Cmd und die F-Tasten gehören dem Browser. Wählen Sie eine andere Taste.",
  step: "Umschalt und Alt sagen hier, wie weit es geht. Wählen Sie eine Taste ohne sie.",
  taken: (by) =>
    `Diese Taste ist vergeben: ${by}. Wählen Sie eine andere, oder geben Sie jener zuerst eine andere.`,
  changed: (what, key) => `${key} gilt ab jetzt für: ${what}.`,
  names: {
    " ": "Leertaste",
    Control: "Strg",
    Shift: "Umschalt",
    Alt: "Alt",
    Enter: "Eingabe",
    PageUp: "Bild auf",
    PageDown: "Bild ab",
    ArrowLeft: "←",
    ArrowRight: "→",
    ArrowUp: "↑",
    ArrowDown: "↓",
  },
};

/** What is said about keys. */
export const keyWords = spoken(english, germanWords);

/** A chord as people read it: `Shift + M`, `Space`. */
export function keyName(chord: string): string {
  const parts = chord === "+" ? ["+"] : chord.split(/\+(?=.)/);
  return parts
    .map((part) => keyWords.names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(" + ");
}

/** What was refused, why, and what to do. */
export function refusalWords(refusal: Refusal): string {
  return refusal.why === "taken" ? keyWords.taken(keyWords.commands[refusal.by]) : keyWords[refusal.why];
}
