import { spoken } from "../access/language.ts";

const english = {
  title: "Second look",
  help: "Somebody else handed this in. Accept it, or return it with remarks on its points. To mend it, change the points and submit them: yours count then. Accepting leaves out what you changed here.",
  returnedTitle: "Returned to you",
  returnedHelp: "A reviewer looked at what you handed in and asks you to change it. The remarks say what.",
  remarks: "Remarks",
  gone: "a point that is gone",
  remarkOn: (point: string) => `Remark on ${point}`,
  remarkKeys: "Ctrl + Enter pins it and leads back to the picture, Escape leads back without.",
  pin: "Pin the remark",
  before: "As it was handed in",
  shown: (changed: number) =>
    `Upright crosses show the points as they were handed in. ${changed === 0 ? "None differs here." : changed === 1 ? "One differs here." : `${changed} differ here.`}`,
  lacks: {
    comparison: "What was handed in is not here to compare with yet. The buttons do without.",
    remark: "Before you return it, pin a remark to a point.",
    change: "Nothing differs from what was handed in. Accept it, or change what is wrong.",
  },
  leavesOut: (changed: number) =>
    `${changed === 0 ? "You changed what is said of the face" : changed === 1 ? "You changed a point" : `You changed ${changed} points`}. Submit that, or undo it; the button accepts it all the same and leaves it out.`,
  accept: "Accept",
  giveBack: "Return with remarks",
  remarkFirst: "Before you return it, pin a remark to a point.",
  accepted: "It is accepted.",
  returned: "It goes back to its author, with your remarks.",
};

const german: typeof english = {
  title: "Zweiter Blick",
  help: "Jemand anderes hat das abgegeben. Nehmen Sie es an, oder geben Sie es mit Bemerkungen zu seinen Punkten zurück. Um es zu verbessern, ändern Sie die Punkte und geben sie ab: Dann zählen Ihre. Beim Annehmen bleibt außer Acht, was Sie hier geändert haben.",
  returnedTitle: "An Sie zurückgegeben",
  returnedHelp:
    "Jemand hat angesehen, was Sie abgegeben haben, und bittet um Änderungen. Die Bemerkungen sagen, welche.",
  remarks: "Bemerkungen",
  gone: "ein Punkt, den es nicht mehr gibt",
  remarkOn: (point) => `Bemerkung zu ${point}`,
  remarkKeys: "Strg + Eingabe heftet sie an und führt zurück zum Bild, Escape führt ohne sie zurück.",
  pin: "Bemerkung anheften",
  before: "Wie es abgegeben wurde",
  shown: (changed) =>
    `Aufrechte Kreuze zeigen die Punkte, wie sie abgegeben wurden. ${changed === 0 ? "Hier weicht keiner ab." : changed === 1 ? "Hier weicht einer ab." : `Hier weichen ${changed} ab.`}`,
  lacks: {
    comparison: "Was abgegeben wurde, ist noch nicht zum Vergleich da. Die Knöpfe brauchen es nicht.",
    remark: "Heften Sie eine Bemerkung an einen Punkt, bevor Sie es zurückgeben.",
    change:
      "Nichts weicht von dem ab, was abgegeben wurde. Nehmen Sie es an, oder ändern Sie, was falsch ist.",
  },
  leavesOut: (changed) =>
    `${changed === 0 ? "Sie haben geändert, was über das Gesicht gesagt ist" : changed === 1 ? "Sie haben einen Punkt geändert" : `Sie haben ${changed} Punkte geändert`}. Geben Sie das ab, oder nehmen Sie es zurück; der Knopf nimmt trotzdem an und lässt es außer Acht.`,
  accept: "Annehmen",
  giveBack: "Mit Bemerkungen zurückgeben",
  remarkFirst: "Heften Sie eine Bemerkung an einen Punkt, bevor Sie es zurückgeben.",
  accepted: "Es ist angenommen.",
  returned: "Es geht mit Ihren Bemerkungen zurück.",
};

/** What is said of second looks, to reviewers and to those whose work was returned. */
export const reviewWords = spoken(english, german);
