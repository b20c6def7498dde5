import { expect, test } from "vitest";
import { answers, type Invitation } from "./auditors.ts";

const INVITATION: Invitation = {
  id: "i",
  name: "eva",
  scope: ["trail"],
  from: "2026-11-27T10:00:00Z",
  until: "2026-12-27T10:00:00Z",
  askedAt: "2026-11-27T10:00:00Z",
  state: "waiting",
  mine: false,
};

test("whoever invited may take it back and not agree", () => {
  expect(answers(INVITATION)).toEqual(["agreement", "end"]);
  expect(answers({ ...INVITATION, mine: true })).toEqual(["end"]);
});

test("what was agreed to can be ended, and nothing can be said about what is over", () => {
  expect(answers({ ...INVITATION, state: "agreed" })).toEqual(["end"]);
  expect(answers({ ...INVITATION, state: "ended" })).toEqual([]);
  expect(answers({ ...INVITATION, state: "over" })).toEqual([]);
  expect(answers({ ...INVITATION, state: "a state of a later version" })).toEqual([]);
});
