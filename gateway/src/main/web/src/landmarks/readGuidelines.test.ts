import { describe, expect, test } from "vitest";
import { isNews, remember } from "./readGuidelines.ts";

function storage(fails = false): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => {
      if (fails) {
        throw new DOMException("full", "QuotaExceededError");
      }
      kept.set(name, value);
    },
  } as Storage;
}

const under = (guidelineVersion: number, purpose = "gait") => ({ purpose, guidelineVersion });

describe("a guideline", () => {
  test("is news once for each version and purpose", () => {
    const kept = storage();
    expect(isNews(kept, under(2))).toBe(true);
    remember(kept, under(2));
    expect(isNews(kept, under(2))).toBe(false);
    expect(isNews(kept, under(2, "sleep"))).toBe(true);
    expect(isNews(kept, under(3))).toBe(true);
  });

  test("is none where the schema's definitions are all", () => {
    expect(isNews(storage(), under(1))).toBe(false);
  });

  test("is told again where the browser keeps nothing", () => {
    const kept = storage(true);
    remember(kept, under(2));
    expect(isNews(kept, under(2))).toBe(true);
  });
});
