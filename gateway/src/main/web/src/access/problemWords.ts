import { language } from "./language.ts";
import type { Problem } from "./problem.ts";

/**
 * What annotators read most often when something is refused, by the gateway's stable reasons. The gateway itself speaks
 * English: a reason that is not here is shown as it came.
 */
const GERMAN: Readonly<Record<string, string>> = {
  unreachable:
    "Visor ist nicht zu erreichen. Nichts ist verloren; bitte versuchen Sie es gleich noch einmal.",
  unreadable:
    "Die Antwort ist nicht zu lesen. Was gespeichert wurde, ist sicher; bitte versuchen Sie es noch einmal.",
  unexpected: "Etwas ging schief. Was gespeichert wurde, ist sicher; bitte versuchen Sie es noch einmal.",
};

/** The sentence, and the language that it is in. */
export function sentenceOf(problem: Problem): { readonly text: string; readonly lang: "en" | "de" } {
  const text = language === "de" ? GERMAN[problem.reason] : undefined;
  return text === undefined ? { text: problem.message, lang: "en" } : { text, lang: "de" };
}
