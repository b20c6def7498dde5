/** What the page of legal holds says. */
export const holdWords = {
  title: "Legal holds",
  help: "The trail is removed by whole years once they were kept for as long as the operator has set. While a hold is in force, nothing is. Placing and lifting one is a record of the trail.",
  loading: "Looking for holds…",
  none: "No hold was ever placed.",
  table: "Holds, the newest first",
  columns: { matter: "Matter", placed: "Placed", lifted: "Lifted" },
  inForce: "in force",
  lift: "Lift",
  liftNamed: (matter: string) => `Lift the hold ${matter}`,
  sure: (matter: string) =>
    `Lift the hold ${matter}? What was kept for it alone may be removed from then on, and cannot be brought back.`,
  yes: "Lift it",
  no: "Keep it",
  place: "Place a hold",
  matter: "Matter",
  matterHelp: "The court's or the client's reference, such as 12 O 345/26. No name: it stands in the clear.",
  placing: "Placing…",
} as const;
