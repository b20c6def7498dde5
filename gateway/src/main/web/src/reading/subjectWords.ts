const NUMBER = new Intl.NumberFormat("en-GB");

/** What the page about one person says. */
export const subjectWords = {
  title: "A person in the pictures",
  help: "Everything that was done about one person, by what it means to them. Each page is itself recorded. Times are in UTC.",
  pseudonym: "Pseudonym of the person, as the client gave it",
  ask: "Show",
  asking: "Looking",
  kinds: "Accesses by kind",
  kindColumns: { kind: "Kind", count: "How many" },
  all: "All kinds",
  accesses: "Accesses",
  caption: (kind: string) => `${kind}, newest first, times in UTC`,
  nothing: "Nothing of this kind was done.",
  columns: {
    time: "Time",
    kind: "Kind",
    who: "Who",
    role: "Role",
    purpose: "Purpose",
    basis: "Basis",
    what: "What",
    outcome: "Outcome",
    proof: "Record",
  },
  more: "More",
  prefetched:
    "A picture that a program fetched ahead counts as shown once anything else is done with its task; until then it stands under “Fetched ahead, and not known to be shown”, which is the program’s word. What was not delivered to its end stands under “Asked for, not delivered”.",
  count: (value: number) => NUMBER.format(value),
} as const;
