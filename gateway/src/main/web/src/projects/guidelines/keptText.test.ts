import { expect, test } from "vitest";
import { KeptText } from "./keptText.ts";

test("what is being written outlives the page, for its project alone, until it is sent", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  } as unknown as Storage;
  new KeptText(storage, "one").keep("# Eyes");

  expect(new KeptText(storage, "one").read()).toBe("# Eyes");
  expect(new KeptText(storage, "other").read()).toBeNull();
  new KeptText(storage, "one").forget();
  expect(new KeptText(storage, "one").read()).toBeNull();
});
