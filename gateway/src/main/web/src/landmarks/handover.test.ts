import { expect, test } from "vitest";
import { LONGEST_NOTE, noteOf } from "./handover.ts";

test("a note is sent without the space around it, and a blank one is none", () => {
  expect(noteOf("  The left corner\n")).toBe("The left corner");
  expect(noteOf(" \n")).toBeNull();
  expect(noteOf("n".repeat(LONGEST_NOTE))).toHaveLength(500);
});
