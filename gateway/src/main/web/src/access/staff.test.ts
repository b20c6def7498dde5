import { expect, test } from "vitest";
import { entries, told } from "./staff.ts";

test("a line with commas between is read as its entries", () => {
  expect(entries(" de, en-GB ,,fr,")).toEqual(["de", "en-GB", "fr"]);
  expect(entries("  ")).toEqual([]);
});

test("what is known of a member is one line, and nothing where nothing is", () => {
  const member = { person: "p", lead: false, joined: "2026-11-27T10:00:00Z" };
  const details = { skills: ["micro-expressions"], languages: ["de", "fr"], hours: "Mo-Fr 8-16" };
  expect(told({ ...member, details })).toBe("micro-expressions; de, fr; Mo-Fr 8-16");
  expect(told({ ...member, details: { skills: [], languages: ["de"], hours: null } })).toBe("de");
  expect(told({ ...member, details: null })).toBe("");
});
