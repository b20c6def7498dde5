import { spoken } from "../access/language.ts";
import type { Concern } from "./api.ts";
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

const english = {
  title: "Annotate",
  help: "You see one face, masked. Every face that you open is recorded with its purpose.",
  next: "Next face",
  none: "No face is waiting for you. Come back later.",
  fetching: "The face is being opened",
  purpose: "Purpose",
  guideline: "Guideline",
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
  savedUnnumbered: "Gespeichert. Der Eintrag ist dauerhaft; seine Nummer im Protokoll folgt.",
};

/** What the pages of `landmarks` say. */
export const words = spoken(english, german);
