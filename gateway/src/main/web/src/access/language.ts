/** In which language the pages speak. A choice holds for this browser and takes effect with the next load of the page. */

export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in its own words, so that whoever understands nothing else finds it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", de: "Deutsch" };

const KEPT = "visor.language";

/** What was chosen, else the first language that both the browser and these pages know, else English. */
export function chosenLanguage(kept: string | null, preferred: readonly string[]): Language {
  const wanted = kept === null ? preferred : [kept, ...preferred];
  for (const one of wanted) {
    const known = LANGUAGES.find((language) => one.toLowerCase().split("-")[0] === language);
    if (known !== undefined) {
      return known;
    }
  }
  return "en";
}

export const language: Language = chosenLanguage(kept(), navigator.languages ?? []);

/** The table of the language in force. The German one has the type of the English one: none of its words can be missing. */
export function spoken<T>(english: T, german: NoInfer<T>): T {
  return language === "de" ? german : english;
}

/** Chooses a language and loads the page anew in it. */
export function speak(to: Language): void {
  localStorage.setItem(KEPT, to);
  location.reload();
}

/** How dates are written. */
export const LOCALE = spoken<string>("en-GB", "de-DE");

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    // A browser that keeps nothing for this page speaks as it prefers.
    return null;
  }
}
