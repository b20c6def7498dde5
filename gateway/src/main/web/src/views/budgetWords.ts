import type { BudgetKind, BudgetState, BudgetWarning } from "./budgets.ts";
import { amount } from "./budgets.ts";

const kinds: Readonly<Record<BudgetKind, string>> = {
  views: "Views, in an hour",
  subjects: "Persons, on a day",
  bytes: "Bytes of views, on a day",
  "off-task": "Attempts at what is not theirs, in an hour",
};

const states: Readonly<Record<BudgetState, string>> = {
  open: "open",
  warned: "warned",
  "used-up": "used up",
  over: "its time is over",
};

const things: Readonly<Record<BudgetKind, string>> = {
  views: "views for this hour",
  subjects: "persons for today",
  bytes: "picture data for today",
  "off-task": "requests for other people's tasks in this hour",
};

/** What the page of budgets says, and what an annotator is told about one. */
export const budgetWords = {
  title: "Budgets",
  help: "How much each annotator may see of a project in an hour and on a day (UTC). At four fifths the annotator is warned, at the end stopped, and you get a finding. Opening this page and releasing are records of the trail.",
  loading: "Looking at budgets…",
  none: "Nothing was used in this hour or on this day.",
  table: "Budgets, what was used up first",
  columns: {
    annotator: "Annotator",
    project: "Project",
    kind: "Budget",
    used: "Used",
    state: "State",
    frees: "Free again",
    release: "Release",
  },
  kinds,
  states,
  used: (kind: BudgetKind, used: number, most: number) => `${amount(kind, used)} of ${amount(kind, most)}`,
  stopped: (when: string) => `stopped ${when}`,
  release: "Release",
  releaseNamed: (annotator: string, kind: BudgetKind) => `Release ${annotator}: ${kinds[kind]}`,
  released: "released",
  reason: "Reason",
  reasonHelp:
    "Why this annotator may go on; sealed in the record. The annotator gets the same again until the hour or day ends, once.",
  releasing: "Releasing…",
  keep: "Go back",
  warning: (budget: BudgetWarning, when: string) =>
    `You have used ${amount(budget.kind, budget.used)} of ${amount(budget.kind, budget.most)} of your ${things[budget.kind]} on this project. It is free again at ${when}.`,
} as const;
