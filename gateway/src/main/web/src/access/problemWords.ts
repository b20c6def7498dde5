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
  "stale-version":
    "An diesem Gesicht wurde auch in einem anderen Fenster gearbeitet. Sagen Sie oben, womit Sie weitermachen, und geben Sie es dann ab.",
  "already-submitted": "Die Punkte dieses Gesichts sind schon abgegeben.",
  "not-held": "Dieses Gesicht ist nicht mehr Ihres: Nehmen Sie das nächste.",
  "bad-note": "Eine Notiz hat 1 bis 500 Zeichen.",
  "stale-task": "Jemand anderes hat diese Aufgabe inzwischen, oder sie ist fertig: Laden Sie die Liste neu.",
  "not-in-team": "So weit hier bekannt ist, arbeitet diese Person nicht im Team.",
  "cannot-take": "Diese Person kann diese Aufgabe jetzt nicht bekommen.",
  "reopen-over": "Was abgegeben ist, kann zehn Minuten lang zurückgenommen werden; diese Zeit ist vorbei.",
  "schema-moved":
    "Das Projekt zählt seine Punkte jetzt nach einer anderen Version des Schemas: Laden Sie die Seite neu.",
  unexpected: "Etwas ging schief. Was gespeichert wurde, ist sicher; bitte versuchen Sie es noch einmal.",
};

/** The sentence, and the language that it is in. */
export function sentenceOf(problem: Problem): { readonly text: string; readonly lang: "en" | "de" } {
  const text = language === "de" ? GERMAN[problem.reason] : undefined;
  return text === undefined ? { text: problem.message, lang: "en" } : { text, lang: "de" };
}
