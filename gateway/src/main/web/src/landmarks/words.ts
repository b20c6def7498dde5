import { spoken } from "../access/language.ts";
import type { Concern, SkipReason } from "./api.ts";
import type { Broken } from "./pointRules.ts";
import type { PointState, Provenance } from "./points.ts";

const states: Readonly<Record<PointState, string>> = {
  visible: "visible",
  occluded: "occluded (estimate)",
  "self-occluded": "hidden by the head itself (estimate)",
  outside: "outside of the view",
  ambiguous: "ambiguous",
  "not-labelled": "not labelled",
};

const provenances: Readonly<Record<Provenance, string>> = {
  "suggested-untouched": "suggested, untouched",
  confirmed: "confirmed",
  moved: "moved by you",
  placed: "placed by you",
  fitted: "laid with others, not looked at",
  propagated: "carried over",
};

const concerns: Readonly<Record<Concern, string>> = {
  "another-face": "Somebody else's face",
  "readable-text": "A name or other text",
  "identifying-mark": "Something that tells who it is",
  "not-a-face": "No face at all",
  other: "Something else",
};

const skipReasons: Readonly<Record<SkipReason, string>> = {
  "no-face": "There is no face",
  "wrong-face": "It is not the face that is meant",
  unusable: "Too blurred, dark or small",
  distress: "It is hard for me to look at",
};

const rules: Readonly<Record<Broken["rule"], (point: string) => string>> = {
  required: (point) =>
    `This project requires ${point}: place it, or say in the reason beside it why it is not labelled. Nothing was sent yet.`,
  "visible-only": (point) =>
    `Only points that are seen have places in this project, and ${point} is not: say that it is not labelled, or that it is visible. Nothing was sent yet.`,
  "estimate-occluded": (point) =>
    `Hidden points are placed where they should lie in this project: place ${point}, or say in the reason beside it why it is not labelled. Nothing was sent yet.`,
};

const english = {
  title: "Annotate",
  help: "You see one face, masked. Every face that you open is recorded with its purpose.",
  next: "Next face",
  none: "No face is waiting for you. Come back later.",
  fetching: "The face is being opened",
  purpose: "Purpose",
  guideline: "Guideline",
  guidelineOpen: "Guideline",
  guidelineClose: "Back to the face",
  guidelineChanged: (version: number) =>
    `The guideline is version ${version}, which this browser has not shown yet: please read it first.`,
  held: "Held until",
  canvas: "The face and its points",
  keys: "The keys act while the picture has the focus: arrows move the selected point, Space confirms it and goes on, ? shows all keys, Tab leaves the picture.",
  point: "Point",
  previous: "Previous",
  nextPoint: "Next",
  leastSure: "Least sure",
  state: "State",
  reason: "Reason",
  reasonHelp: "Why it could be in more than one place; needed for ambiguous points.",
  reasonMissing: "Why it is not labelled; this project asks for it.",
  rules,
  places: "Place (view pixels)",
  provenance: "Provenance",
  sure: "Probably within",
  within: (pixels: string) => `${pixels} view pixels (95 of 100)`,
  states,
  provenances,
  untouched: (count: number) =>
    count === 0
      ? "Every point has been looked at."
      : `${count} ${count === 1 ? "suggestion" : "suggestions"} nobody has looked at.`,
  confirmAll: "Confirm all",
  undo: "Undo",
  redo: "Redo",
  submit: "Submit",
  saving: "Saving",
  giveBack: "Give back",
  recuse: "I know this person",
  recuseTitle: "Do you know this person?",
  recuseHelp:
    "Then somebody else gets this face, and you are not shown this person again. Nobody asks you why.",
  recuseYes: "Yes, give it to somebody else",
  recuseNo: "No, go back",
  skip: "Skip this face",
  consentEnded:
    "The person on the last picture took the consent back, so it is gone. What you saved is on record as your work; nothing is left to do.",
  skipTitle: "Why do you skip it?",
  skipHelp:
    "What is wrong with the picture goes to the client's redaction officer. What is hard to look at goes to a colleague: you are not shown it again, and the client is not told why.",
  skipNot: "Go back",
  skipReasons,
  skipped: "Thank you. The face is withheld, and the client's redaction officer decides about it.",
  skippedOwn: "A colleague gets this face, and you are not shown it again. Take a break if you like.",
  report: "I see something I should not",
  reportTitle: "What do you see?",
  reportHelp:
    "Nobody is shown this view from then on, you neither, until the client's redaction officer has decided.",
  reportNothing: "Nothing, go back",
  reported: "Thank you. The view is withheld, and the client's redaction officer has been told.",
  concerns,
  unfinished: (point: string) =>
    `${point} is not finished: it needs a place, or a reason if it is ambiguous. Nothing was sent yet.`,
  saved: (number: number) => `Saved, record ${number}`,
  savedEarlier:
    "Your first try had arrived: the face was handed in as it stood then. What you changed since is kept in this browser; take the face back to hand that in.",
  handIns: "Handed in just now",
  handInsHelp: "For ten minutes you can take it back and change it.",
  handIn: (time: string) => `Hand-in of ${time}:`,
  takeBack: "take back",
  takeBackOf: (time: string) => `the hand-in of ${time}`,
  savedUnnumbered: "Saved. The record is durable; its number in the log follows.",
};

const german: typeof english = {
  title: "Annotieren",
  help: "Sie sehen ein Gesicht, maskiert. Jedes Gesicht, das Sie öffnen, wird mit seinem Zweck protokolliert.",
  next: "Nächstes Gesicht",
  none: "Gerade wartet kein Gesicht auf Sie. Bitte kommen Sie später wieder.",
  fetching: "Das Gesicht wird geöffnet",
  purpose: "Zweck",
  guideline: "Richtlinie",
  guidelineOpen: "Richtlinie",
  guidelineClose: "Zurück zum Gesicht",
  guidelineChanged: (version) =>
    `Die Richtlinie hat Fassung ${version}, die dieser Browser noch nicht gezeigt hat: Bitte lesen Sie sie zuerst.`,
  held: "Für Sie reserviert bis",
  canvas: "Das Gesicht und seine Punkte",
  keys: "Die Tasten wirken, solange das Bild den Fokus hat: Pfeile verschieben den gewählten Punkt, die Leertaste bestätigt ihn und geht weiter, ? zeigt alle Tasten, Tab verlässt das Bild.",
  point: "Punkt",
  previous: "Voriger",
  nextPoint: "Nächster",
  leastSure: "Unsicherster",
  state: "Zustand",
  reason: "Grund",
  reasonHelp: "Warum er an mehr als einer Stelle liegen könnte; nötig bei mehrdeutigen Punkten.",
  reasonMissing: "Warum er nicht gesetzt ist; dieses Projekt fragt danach.",
  rules: {
    required: (point) =>
      `Dieses Projekt verlangt ${point}: Setzen Sie den Punkt, oder sagen Sie im Feld „Grund“ daneben, warum er nicht gesetzt ist. Es wurde noch nichts abgegeben.`,
    "visible-only": (point) =>
      `In diesem Projekt haben nur sichtbare Punkte einen Ort, und ${point} ist keiner: Sagen Sie, dass er nicht gesetzt oder dass er sichtbar ist. Es wurde noch nichts abgegeben.`,
    "estimate-occluded": (point) =>
      `In diesem Projekt werden verdeckte Punkte dorthin gesetzt, wo sie liegen müssten: Setzen Sie ${point}, oder sagen Sie im Feld „Grund“ daneben, warum er nicht gesetzt ist. Es wurde noch nichts abgegeben.`,
  },
  places: "Ort (Bildpunkte der Ansicht)",
  provenance: "Herkunft",
  sure: "Wahrscheinlich innerhalb von",
  within: (pixels) => `${pixels} Bildpunkten der Ansicht (95 von 100)`,
  states: {
    visible: "sichtbar",
    occluded: "verdeckt (geschätzt)",
    "self-occluded": "vom Kopf selbst verdeckt (geschätzt)",
    outside: "außerhalb der Ansicht",
    ambiguous: "mehrdeutig",
    "not-labelled": "nicht gesetzt",
  },
  provenances: {
    "suggested-untouched": "vorgeschlagen, unberührt",
    confirmed: "bestätigt",
    moved: "von Ihnen verschoben",
    placed: "von Ihnen gesetzt",
    fitted: "mit anderen gelegt, noch nicht angesehen",
    propagated: "übernommen",
  },
  untouched: (count) =>
    count === 0
      ? "Jeder Punkt wurde angesehen."
      : count === 1
        ? "Einen Vorschlag hat noch niemand angesehen."
        : `${count} Vorschläge hat noch niemand angesehen.`,
  confirmAll: "Alle bestätigen",
  undo: "Rückgängig",
  redo: "Wiederholen",
  submit: "Abgeben",
  saving: "Wird gespeichert",
  giveBack: "Zurückgeben",
  recuse: "Ich kenne diese Person",
  recuseTitle: "Kennen Sie diese Person?",
  recuseHelp:
    "Dann bekommt jemand anderes dieses Gesicht, und Ihnen wird diese Person nicht mehr gezeigt. Niemand fragt Sie, warum.",
  recuseYes: "Ja, jemand anderem geben",
  recuseNo: "Nein, zurück",
  skip: "Dieses Gesicht überspringen",
  consentEnded:
    "Die Person auf dem letzten Bild hat ihre Einwilligung zurückgenommen; es ist nicht mehr da. Was Sie gespeichert haben, ist als Ihre Arbeit aufgezeichnet; zu tun bleibt nichts.",
  skipTitle: "Warum überspringen Sie es?",
  skipHelp:
    "Was mit dem Bild nicht stimmt, geht an die oder den Schwärzungsbeauftragten des Kunden. Was schwer anzusehen ist, bekommt jemand anderes: Ihnen wird es nicht mehr gezeigt, und der Kunde erfährt nicht, warum.",
  skipNot: "Zurück",
  skipReasons: {
    "no-face": "Da ist kein Gesicht",
    "wrong-face": "Es ist nicht das gemeinte Gesicht",
    unusable: "Zu unscharf, zu dunkel oder zu klein",
    distress: "Es ist für mich schwer anzusehen",
  },
  skipped:
    "Danke. Das Gesicht wird zurückgehalten, und die zuständige Person beim Kunden entscheidet darüber.",
  skippedOwn:
    "Jemand anderes bekommt dieses Gesicht, und Ihnen wird es nicht mehr gezeigt. Machen Sie ruhig eine Pause.",
  report: "Ich sehe etwas, das ich nicht sehen sollte",
  reportTitle: "Was sehen Sie?",
  reportHelp:
    "Diese Ansicht wird dann niemandem mehr gezeigt, auch Ihnen nicht, bis die oder der Schwärzungsbeauftragte des Kunden entschieden hat.",
  reportNothing: "Nichts, zurück",
  reported: "Danke. Die Ansicht wird zurückgehalten, und die zuständige Person beim Kunden weiß Bescheid.",
  concerns: {
    "another-face": "Das Gesicht einer anderen Person",
    "readable-text": "Einen Namen oder anderen Text",
    "identifying-mark": "Etwas, das verrät, wer es ist",
    "not-a-face": "Gar kein Gesicht",
    other: "Etwas anderes",
  },
  unfinished: (point) =>
    `${point} ist nicht fertig: Der Punkt braucht einen Ort, oder einen Grund, wenn er mehrdeutig ist. Es wurde noch nichts abgegeben.`,
  saved: (number) => `Gespeichert, Eintrag ${number}`,
  savedEarlier:
    "Ihr erster Versuch war angekommen: Das Gesicht ist so abgegeben, wie es da stand. Was Sie seither geändert haben, liegt in diesem Browser; nehmen Sie das Gesicht zurück, um auch das abzugeben.",
  handIns: "Gerade abgegeben",
  handInsHelp: "Zehn Minuten lang können Sie es zurücknehmen und ändern.",
  handIn: (time) => `Abgabe von ${time}:`,
  takeBack: "zurücknehmen",
  takeBackOf: (time) => `(die Abgabe von ${time})`,
  savedUnnumbered: "Gespeichert. Der Eintrag ist dauerhaft; seine Nummer im Protokoll folgt.",
};

/** What the pages of `landmarks` say. */
export const words = spoken(english, german);
