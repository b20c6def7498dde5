import { spoken } from "../access/language.ts";

const english = {
  title: "Second look",
  help: "Somebody else handed this in. Accept it, or return it with remarks on its points. To mend it, change the points and submit them: yours count then. Accepting leaves out what you changed here.",
  returnedTitle: "Returned to you",
  returnedHelp: "A reviewer looked at what you handed in and asks you to change it. The remarks say what.",
  remarks: "Remarks",
  gone: "a point that is gone",
  remarkOn: (point: string) => `Remark on ${point}`,
  pin: "Pin the remark",
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
  pin: "Bemerkung anheften",
  accept: "Annehmen",
  giveBack: "Mit Bemerkungen zurückgeben",
  remarkFirst: "Heften Sie eine Bemerkung an einen Punkt, bevor Sie es zurückgeben.",
  accepted: "Es ist angenommen.",
  returned: "Es geht mit Ihren Bemerkungen zurück.",
};

/** What is said of second looks, to reviewers and to those whose work was returned. */
export const reviewWords = spoken(english, german);
