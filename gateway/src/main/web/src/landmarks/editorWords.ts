import { spoken } from "../access/language.ts";
import type { Mode } from "./editorState.ts";
import type { Saving } from "./kept/SaveQueue.ts";
import type { Tone } from "./tone/tone.ts";

const modes: Readonly<Record<Mode, string>> = {
  points: "One point",
  group: "The group",
  shape: "The whole shape",
};

const tones: Readonly<Record<keyof Tone, string>> = {
  brightness: "Brightness",
  contrast: "Contrast",
  gamma: "Gamma",
  local: "Local contrast (CLAHE)",
};

const saving: Readonly<Record<Saving["kind"], (unsent: number) => string>> = {
  saved: () => "Everything is saved.",
  pending: (unsent) => `${changes(unsent)} will be sent in a moment.`,
  sending: (unsent) => `${changes(unsent)} being sent.`,
  waiting: (unsent) =>
    `Waiting for the network: ${changes(unsent)} not sent. Nothing is lost; go on, they are sent as soon as it is back.`,
  "signed-out": (unsent) =>
    `Your session has ended: ${changes(unsent)} not sent. Nothing is lost; they are kept in this browser, encrypted. Sign in again and press “Next face”.`,
  stale: () =>
    "This face was worked on in another window as well, and that is saved. Nothing is lost: what you did here is still here. Say what to go on with; the other stays as an earlier version, or as a step that you can undo.",
  refused: (unsent) =>
    `The gateway does not take ${changes(unsent)}. What was saved before is safe. Hand the face in or give it back; if neither goes, ask whoever runs the installation.`,
};

function changes(count: number): string {
  return count === 1 ? "1 change" : `${count} changes`;
}

const english = {
  tools: "Tools",
  moves: "A pull moves",
  modes,
  placing: "Place one after the other",
  placingHelp: (name: string) =>
    `Click, or aim with the arrows and press Enter: ${name}. Escape ends placing.`,
  meanShape: "Lay the mean shape",
  fitting: (name: string, at: number, of: number) =>
    `Click ${name} (${at} of ${of}), or aim with the arrows and press Enter. Escape ends it.`,
  layNow: "Lay it now",
  handles: "Contour handles",
  mirror: "Mirror check",
  mirrorHelp: "Each faint cross shows where a point would lie if both halves of the face were the same.",
  flipped: "Flip the display",
  flippedHelp: "The display is flipped. The points are saved as always, in the coordinates of the view.",
  loupe: "Loupe",
  picture: "Picture",
  tones,
  tonesOn: "The picture is shown altered. What is saved does not depend on it.",
  asSent: "Show as sent",
  plain: "Reset",
  allKeys: "All keys",
  keysTitle: "Keys on the picture",
  keysClose: "Close",
  pointList: "All points",
  saving,
  signIn: "Sign in again",
  tryNow: "Try now",
  goOnHere: "Go on with what is here",
  goOnThere: "Fetch what is saved (can be undone)",
  restored: "Your work on this face was kept in this browser and is back, with its steps to undo.",
  breakDue: (minutes: number) =>
    `You have worked for ${minutes} minutes. Look into the distance for a while; your work is kept.`,
  breakLater: "Go on",
};

const german: typeof english = {
  tools: "Werkzeuge",
  moves: "Ziehen verschiebt",
  modes: { points: "Einen Punkt", group: "Die Gruppe", shape: "Die ganze Form" },
  placing: "Nacheinander setzen",
  placingHelp: (name) =>
    `Klicken, oder mit den Pfeilen zielen und Eingabe drücken: ${name}. Escape beendet das Setzen.`,
  meanShape: "Mittlere Form legen",
  fitting: (name, at, of) =>
    `${name} anklicken (${at} von ${of}), oder mit den Pfeilen zielen und Eingabe drücken. Escape beendet es.`,
  layNow: "Jetzt legen",
  handles: "Griffe an den Linien",
  mirror: "Spiegelprobe",
  mirrorHelp: "Jedes blasse Kreuz zeigt, wo ein Punkt läge, wenn beide Hälften des Gesichts gleich wären.",
  flipped: "Anzeige spiegeln",
  flippedHelp:
    "Die Anzeige ist gespiegelt. Gespeichert werden die Punkte wie immer, in den Koordinaten der Ansicht.",
  loupe: "Lupe",
  picture: "Bild",
  tones: {
    brightness: "Helligkeit",
    contrast: "Kontrast",
    gamma: "Gamma",
    local: "Lokaler Kontrast (CLAHE)",
  },
  tonesOn: "Das Bild wird verändert gezeigt. Was gespeichert wird, hängt nicht davon ab.",
  asSent: "Unverändert zeigen",
  plain: "Zurücksetzen",
  allKeys: "Alle Tasten",
  keysTitle: "Tasten auf dem Bild",
  keysClose: "Schließen",
  pointList: "Alle Punkte",
  saving: {
    saved: () => "Alles ist gespeichert.",
    pending: (unsent) => `${germanChanges(unsent)} gleich gesendet.`,
    sending: (unsent) => `${germanChanges(unsent)} gesendet.`,
    waiting: (unsent) =>
      `Warten auf das Netz, nicht gesendet: ${counted(unsent)}. Nichts ist verloren; arbeiten Sie weiter, es wird gesendet, sobald das Netz wieder da ist.`,
    "signed-out": (unsent) =>
      `Ihre Sitzung ist zu Ende, nicht gesendet: ${counted(unsent)}. Nichts ist verloren; es liegt verschlüsselt in diesem Browser. Melden Sie sich wieder an und drücken Sie „Nächstes Gesicht“.`,
    stale: () =>
      "An diesem Gesicht wurde auch in einem anderen Fenster gearbeitet, und das ist gespeichert. Nichts ist verloren: Was Sie hier getan haben, ist noch hier. Sagen Sie, womit Sie weitermachen; das andere bleibt als frühere Version oder als Schritt, den Sie rückgängig machen können.",
    refused: (unsent) =>
      `Nicht angenommen: ${counted(unsent)}. Was vorher gespeichert wurde, ist sicher. Geben Sie das Gesicht ab oder zurück; geht beides nicht, fragen Sie den Betreiber.`,
  },
  signIn: "Wieder anmelden",
  tryNow: "Jetzt versuchen",
  goOnHere: "Mit dem Stand hier weitermachen",
  goOnThere: "Das Gespeicherte holen (lässt sich rückgängig machen)",
  restored:
    "Ihre Arbeit an diesem Gesicht lag in diesem Browser und ist wieder da, samt den Schritten zum Rückgängigmachen.",
  breakDue: (minutes) =>
    `Sie arbeiten seit ${minutes} Minuten. Schauen Sie eine Weile in die Ferne; Ihre Arbeit bleibt erhalten.`,
  breakLater: "Weiter",
};

function counted(count: number): string {
  return count === 1 ? "1 Änderung" : `${count} Änderungen`;
}

function germanChanges(count: number): string {
  return count === 1 ? "1 Änderung wird" : `${count} Änderungen werden`;
}

/** What the editor and the panel beside it say. */
export const editorWords = spoken(english, german);
