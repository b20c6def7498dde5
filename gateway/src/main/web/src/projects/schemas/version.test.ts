import { expect, test } from "vitest";
import { readVersion } from "./version.ts";

test("an address names a version by a whole number, and otherwise means the newest", () => {
  expect(readVersion({ version: 2 })).toEqual({ version: 2 });
  expect(readVersion({ version: "3" })).toEqual({ version: 3 });
  for (const version of [undefined, "", "0", -1, 1.5, "x", null, [], {}]) {
    expect(readVersion({ version })).toEqual({});
  }
});
