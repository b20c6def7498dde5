import { expect, test } from "vitest";
import { days, type Keys, progress, type Turn, underWay } from "./keys.ts";

const turn: Turn = {
  id: "1",
  domain: "views",
  reason: "age",
  state: "asked",
  to: 0,
  moved: 0,
  left: 7,
  stuck: 0,
  askedAt: "2026-05-01T00:00:00Z",
  destroyBy: "2026-05-31T00:00:00Z",
  turnedAt: null,
  destroyedAt: null,
};

function keys(...turns: Turn[]): Keys {
  return {
    custodian: "file",
    roots: [],
    backup: { files: true, recipients: 0, written: null, due: false },
    holders: [{ tenant: "acme", epochs: [], turns }],
  };
}

test("an age is told in whole days and is never below nought", () => {
  const now = new Date("2026-05-03T12:00:00Z");
  expect(days("2026-05-03T11:59:59Z", now)).toBe(0);
  expect(days("2026-05-02T12:00:00Z", now)).toBe(1);
  expect(days("2026-05-02T12:00:01Z", now)).toBe(0);
  expect(days("2026-05-04T12:00:00Z", now)).toBe(0);
});

test("progress counts what is wrapped anew of all, stuck keys among what is left", () => {
  expect(progress(turn)).toEqual({ done: 0, all: 7 });
  expect(progress({ ...turn, state: "moving", to: 2, moved: 5, left: 2, stuck: 1 })).toEqual({
    done: 5,
    all: 7,
  });
  expect(progress({ ...turn, state: "turned", to: 2, moved: 7, left: 0 })).toEqual({ done: 7, all: 7 });
});

test("it is looked again only while something moves", () => {
  expect(underWay(keys())).toBe(false);
  expect(underWay(keys({ ...turn, state: "turned" }))).toBe(false);
  expect(underWay(keys({ ...turn, state: "destroyed" }, turn))).toBe(true);
  expect(underWay(keys({ ...turn, state: "moving" }))).toBe(true);
});
