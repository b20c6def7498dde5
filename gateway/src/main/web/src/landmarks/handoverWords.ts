import { spoken } from "../access/language.ts";

const english = {
  giveBack: "Give back",
  title: "Give this face back",
  help: "It goes to somebody else, with what was saved of it; where several people work on a face without knowing of one another, to somebody who begins anew.",
  note: "Note for the next one",
  noteHelp:
    "May be left out, at most 500 characters. It is sealed with the face; where the next one begins anew, nobody reads it. Name nobody in it.",
  yes: "Give it back",
  no: "Keep it",
  left: (when: string) => `A note from whoever had this face before, ${when}`,
  begun: "What is placed here already is that person's work: go through it before you hand it in.",
};

const german: typeof english = {
  giveBack: "Zurückgeben",
  title: "Dieses Gesicht zurückgeben",
  help: "Es geht an jemand anderen, mit allem, was davon gespeichert ist; wo mehrere unabhängig voneinander an einem Gesicht arbeiten, an jemanden, der von vorn beginnt.",
  note: "Notiz für die nächste Person",
  noteHelp:
    "Darf fehlen, höchstens 500 Zeichen. Sie wird mit dem Gesicht versiegelt; wo die nächste Person von vorn beginnt, liest sie niemand. Nennen Sie darin niemanden beim Namen.",
  yes: "So zurückgeben",
  no: "Behalten",
  left: (when) => `Eine Notiz von der Person, die dieses Gesicht zuvor hatte, ${when}`,
  begun:
    "Was hier schon gesetzt ist, ist die Arbeit dieser Person: Gehen Sie es durch, bevor Sie es abgeben.",
};

/** What is said of faces that pass from one person to another. */
export const handoverWords = spoken(english, german);
