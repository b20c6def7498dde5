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
  propagated: "carried over",
};

const concerns: Readonly<Record<Concern, string>> = {
  "another-face": "Somebody else's face",
  "readable-text": "A name or other text",
  "identifying-mark": "Something that tells who it is",
  "not-a-face": "No face at all",
  other: "Something else",
};

/** What the pages of `landmarks` say. */
export const words = {
  title: "Annotate",
  help: "You see one face, masked. Every face that you open is recorded with its purpose.",
  next: "Next face",
  none: "No face is waiting for you. Come back later.",
  fetching: "The face is being opened",
  purpose: "Purpose",
  guideline: "Guideline",
  held: "Held until",
  canvas: "The face and its points",
  keys: "Keys on the picture: N and P choose a point, arrows move it by one pixel (Shift 10, Alt a tenth), 1 to 6 say its state, Space confirms it and goes on, U goes to the least sure suggestion, plus and minus zoom, 0 shows all, Ctrl+Z undoes. K: I know this person.",
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
    count === 0 ? "Every point has been looked at." : `${count} suggestions nobody has looked at.`,
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
  unfinished: (point: string) => `${point} is not finished: an ambiguous point needs a reason.`,
  saved: (number: number) => `Saved, record ${number}`,
  savedUnnumbered: "Saved. The record is durable; its number in the log follows.",
} as const;
