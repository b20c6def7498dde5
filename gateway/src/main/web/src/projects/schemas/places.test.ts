import { expect, test } from "vitest";
import { spotOf } from "./places.ts";

const TEXT = '{\n  "id": "Eyes",\n  "points": [\n  ]\n}\n';

test("a place is told as an editor counts, with its line around it", () => {
  const from = TEXT.indexOf('"Eyes"');
  expect(spotOf(TEXT, { from, to: from + 6 })).toEqual({
    line: 2,
    column: 9,
    before: '  "id": ',
    marked: '"Eyes"',
    after: ",",
  });
});

test("what goes over lines is marked on its first", () => {
  const from = TEXT.indexOf("[");
  expect(spotOf(TEXT, { from, to: TEXT.indexOf("]") + 1 })).toMatchObject({
    line: 3,
    marked: "[",
    after: "",
  });
});

test("the end of a text is a place, too, and a long line is cut", () => {
  expect(spotOf("{", { from: 1, to: 2 })).toEqual({ line: 1, column: 2, before: "{", marked: "", after: "" });
  const long = `${"x".repeat(500)}!${"y".repeat(500)}`;
  expect(spotOf(long, { from: 500, to: 501 })).toMatchObject({
    before: "x".repeat(40),
    marked: "!",
    after: "y".repeat(40),
  });
});
