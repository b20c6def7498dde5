/** What a project's page says about budgets. */
export const limitWords = {
  title: "How much each annotator may see",
  help: "Counted for each annotator; who comes to an end of one is stopped until it is free again, and your compliance officer can release it. Changing this needs your second factor, is recorded, and counts from the next request on.",
  own: "As your organisation said.",
  measured: "As the operator set it, tightened to the pace of this project. Say your own instead.",
  views: "Views an hour",
  persons: "Persons a day",
  mebibytes: "Mebibytes of views a day",
  mebibytesHelp: "64 at least, so that a single view always fits.",
  offTask: "Attempts an hour at what is not the annotator's",
  save: "Set budgets",
  saving: "Setting…",
} as const;
