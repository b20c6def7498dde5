import { spoken } from "../access/language.ts";
import type { Finding } from "./findings.ts";

const severities: Readonly<Record<Finding["severity"], string>> = {
  error: "Error",
  warning: "Warning",
};

const english = {
  title: "What looks wrong",
  none: "Nothing looks wrong.",
  looking: "The points are looked at once you pause.",
  unable: "The points could not be looked at. You can go on; they are looked at when you submit.",
  next: "Next of these points",
  more: (count: number) => `and ${count} more`,
  despite: "Submit all the same: it is meant so",
  severities,
};

const german: typeof english = {
  title: "Was falsch aussieht",
  none: "Nichts sieht falsch aus.",
  looking: "Die Punkte werden geprüft, sobald Sie innehalten.",
  unable: "Die Punkte ließen sich nicht prüfen. Sie können weitermachen; geprüft wird, wenn Sie abgeben.",
  next: "Nächster dieser Punkte",
  more: (count) => `und ${count} weitere`,
  despite: "Trotzdem abgeben: Es ist so gemeint",
  severities: { error: "Fehler", warning: "Warnung" },
};

/** What the list of findings says. */
export const findingWords = spoken(english, german);
