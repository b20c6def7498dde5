import { describe, expect, test } from "vitest";
import { chosenLanguage, spoken } from "./language.ts";

describe("the language", () => {
  test("is the one that was chosen, whatever the browser prefers", () => {
    expect(chosenLanguage("de", ["en-GB"])).toBe("de");
    expect(chosenLanguage("en", ["de-AT", "de"])).toBe("en");
  });

  test("is else the first that both know", () => {
    expect(chosenLanguage(null, ["fr-CH", "de-CH", "en"])).toBe("de");
    expect(chosenLanguage("klingon", ["DE"])).toBe("de");
  });

  test("is English where they have none in common", () => {
    expect(chosenLanguage(null, ["fr"])).toBe("en");
    expect(chosenLanguage(null, [])).toBe("en");
    // No language that merely begins with the same letters.
    expect(chosenLanguage(null, ["den"])).toBe("en");
  });

  test("chooses a table", () => {
    expect(spoken({ one: "one" }, { one: "eins" })).toEqual({ one: "one" });
  });
});
