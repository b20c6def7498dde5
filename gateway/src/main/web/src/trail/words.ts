/** What the page of the kept promises says. */
export const words = {
  title: "Kept promises",
  what:
    "With each picture and each file that you get, Visor gives its signed word that a record of it will stand in the audit trail. " +
    "This browser keeps the newest 1,000 of them, whoever signs in. A promise names a log, a time and a hash; it names " +
    "nobody, and holds nothing of a picture.",
  why: "If a record that was promised is missing from the published trail, whoever kept the promise can prove it.",
  handedOver: (host: string) => `They are handed to the witness ${host} by and by.`,
  notHandedOver:
    "No witness is set up for them. Save them, and give them to whoever checks the trail: visor-audit promises FILE FOLDER.",
  none: "None yet.",
  unreadable: "This browser keeps none: its storage for pages is switched off or full.",
  log: "Log",
  count: "Promises",
  atWitness: "At the witness",
  newest: "Newest",
  save: "Save",
  saveOf: (log: string) => `Save the promises of ${log}`,
  loading: "Loading",
} as const;
