/** What a project's page says about the work plan. */
export const workPlanWords = {
  title: "Work plan",
  help: "It counts for faces that are released from now on. Changing it needs your second factor and is recorded.",
  copies: "People on each face",
  copiesHelp: "They place points without seeing each other's.",
  people: (count: number) => (count === 1 ? "1 person" : `${count} people`),
  dueDays: "Days until a face is due",
  dueDaysHelp: "1 to 365, counted from its release.",
  priority: "Priority",
  priorities: { 1: "1, first of all", 2: "2", 3: "3, as usual", 4: "4", 5: "5, last of all" } as Readonly<
    Record<number, string>
  >,
  secondLook: "A second look at what is handed in",
  secondLookHelp: "It counts once a senior reviewer who had no hand in it accepted or mended it.",
  looks: { none: "none", all: "at every face" },
  links: "Links for other programs",
  linksHelp:
    "An annotator's own program fetches a view by its address: three times within five minutes, each recorded. Counts at once, also for links that were given.",
  linksMay: { none: "none", allowed: "allowed" },
  save: "Set the plan",
  saving: "Setting…",
  saved: "The plan is set.",
} as const;
