import type { Stage } from "./organisations.ts";

/** What the page of organisations says. */
export const organisationWords = {
  title: "Organisations",
  help: "Ending a client organisation destroys all its keys: pictures, views, landmarks, exports and the names in its log. Its people cannot come in any more; its log stays, and still verifies. One administrator asks, another grants, and either ends it. It cannot be taken back.",
  loading: "Looking for organisations…",
  none: "No client organisation was taken in yet.",
  table: "Client organisations",
  columns: { handle: "Handle", created: "Taken in", stage: "State", what: "End it" },
  stages: {
    going: "goes on",
    asked: "a second administrator is asked",
    granted: "two administrators agreed",
    ended: "ended",
  } satisfies Record<Stage, string>,
  ended: (time: string) => `ended ${time}`,
  reason: "Reason",
  reasonHelp: "For the second administrator and the trail.",
  ask: (handle: string) => `Ask to end ${handle}`,
  because: (reason: string | null) => reason ?? "No reason can be read.",
  grant: (handle: string) => `Grant the end of ${handle}`,
  handle: "Handle, once more",
  handleHelp: "Everything of this organisation becomes unreadable, in restored backups too.",
  end: (handle: string) => `End ${handle}`,
  working: "Working…",
} as const;
