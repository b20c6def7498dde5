import type { Finding } from "./findings.ts";

const severities: Readonly<Record<Finding["severity"], string>> = {
  error: "Error",
  warning: "Warning",
};

/** What the list of findings says. */
export const findingWords = {
  title: "What looks wrong",
  none: "Nothing looks wrong.",
  looking: "The points are looked at once you pause.",
  unable: "The points could not be looked at. You can go on; they are looked at when you submit.",
  next: "Next of these points",
  more: (count: number) => `and ${count} more`,
  despite: "Submit all the same: it is meant so",
  severities,
} as const;
