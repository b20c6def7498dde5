import { spoken } from "../../access/language.ts";

const english = {
  title: "Guideline",
  help: "What annotators read beside the schema's definitions. Tasks that are taken after a version was published are worked under it, and every annotation names its version. Writing and publishing need your second factor and are recorded.",
  none: "There is no guideline: annotators read the schema's definitions alone.",
  version: (version: number) => `Version ${version}`,
  draft: "draft",
  published: (when: string) => `published ${when}`,
  write: "Write a guideline",
  next: "Write the next version",
  text: "Text",
  textHelp:
    "# and ## begin headings, - begins a list's item. ![caption](right:POINT) draws where a point belongs, ![caption](wrong:POINT X Y) where it does not: X to the viewer's right and Y down, from -1 to 1, where 1 is the longer side of the mean shape. Other pictures are not taken, and nobody is to be named.",
  save: "Keep as a draft",
  saving: "Keeping…",
  cancel: "Cancel",
  publish: "Publish this version",
  publishing: "Publishing…",
  changesFrom: (version: number) => `Lines that differ from version ${version}`,
  same: "No line differs.",
  gone: "removed: ",
  come: "added: ",
  where: "Where this point lies on an average face",
  right: "Right.",
  wrong: "Wrong.",
  rightOf: (point: string) => `Where ${point} belongs on the mean shape`,
  wrongOf: (point: string) => `A wrong place for ${point}, beside where it belongs`,
  empty: "This project has no guideline: what each point is stands beside it.",
};

const german: typeof english = {
  title: "Richtlinie",
  help: "Was Annotierende neben den Definitionen des Schemas lesen. Aufgaben, die nach dem Veröffentlichen einer Fassung begonnen werden, folgen ihr, und jede Annotation nennt ihre Fassung. Schreiben und Veröffentlichen brauchen Ihren zweiten Faktor und werden aufgezeichnet.",
  none: "Es gibt keine Richtlinie: Annotierende lesen die Definitionen des Schemas.",
  version: (version) => `Fassung ${version}`,
  draft: "Entwurf",
  published: (when) => `veröffentlicht ${when}`,
  write: "Eine Richtlinie schreiben",
  next: "Die nächste Fassung schreiben",
  text: "Text",
  textHelp:
    "# und ## beginnen Überschriften, - beginnt einen Listenpunkt. ![Unterschrift](right:PUNKT) zeichnet, wo ein Punkt hingehört, ![Unterschrift](wrong:PUNKT X Y), wo nicht: X nach rechts und Y nach unten, von -1 bis 1, wobei 1 die längere Seite der mittleren Form ist. Andere Bilder werden nicht angenommen, und niemand soll genannt werden.",
  save: "Als Entwurf behalten",
  saving: "Wird behalten…",
  cancel: "Abbrechen",
  publish: "Diese Fassung veröffentlichen",
  publishing: "Wird veröffentlicht…",
  changesFrom: (version) => `Zeilen, die sich von Fassung ${version} unterscheiden`,
  same: "Keine Zeile unterscheidet sich.",
  gone: "entfernt: ",
  come: "neu: ",
  where: "Wo dieser Punkt auf einem mittleren Gesicht liegt",
  right: "Richtig.",
  wrong: "Falsch.",
  rightOf: (point) => `Wo ${point} auf der mittleren Form hingehört`,
  wrongOf: (point) => `Ein falscher Ort für ${point} neben dem richtigen`,
  empty: "Dieses Projekt hat keine Richtlinie: Was jeder Punkt ist, steht neben ihm.",
};

/** What is said of guidelines, to clients and to annotators. */
export const guidelineWords = spoken(english, german);
