import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { written } from "./schemas.ts";
import { look } from "./schemaText.ts";
import { BORDER, drawing } from "./shape.ts";

/** The schemas that the gateway ships, as it reads them itself. */
const SHIPPED = resolve(import.meta.dirname, "../../../../resources/dev/visor/gateway/projects/schemas");

interface Text {
  id: string;
  groups: Array<{ name: string; points: string }>;
  contours: Array<{ name: string; points: string; closed: boolean }>;
  mesh: string[];
  points: unknown[][];
  [field: string]: unknown;
}

function eyes(): Text {
  return {
    id: "own-eyes",
    title: "Eyes",
    source: "Made for a test.",
    sides: "The person's own.",
    deviations: "Guessed.",
    normaliser: "between eye-right eye-left",
    groups: [{ name: "eyes", points: "0-2" }],
    contours: [{ name: "line", points: "0 2 1", closed: false }],
    mesh: ["0 1"],
    points: [
      ["eye-right", -0.5, 0, 0.02],
      ["eye-left", 0.5, 0, 0.02],
      ["nose", 0, 0.5, 0.03, { key: "tip", definition: "Where it is", between: ["a", "b", 0.5] }],
    ],
  };
}

/** The places that are marked, as text, each with its sentence. */
function wrong(schema: unknown): string[] {
  const text = written(schema);
  return look(text, ["ibug68"]).mistakes.map(
    ({ at, sentence }) => `${text.slice(at.from, at.to)} | ${sentence}`,
  );
}

describe("every schema that the gateway ships", () => {
  test.each(readdirSync(SHIPPED))("is without a mistake but for its id: %s", (file) => {
    const text = readFileSync(join(SHIPPED, file), "utf8");
    expect(look(text, []).mistakes).toEqual([]);
    const id = file.replace(".json", "");
    expect(look(text, [id]).mistakes).toHaveLength(1);
  });

  test.each(readdirSync(SHIPPED))("is drawn with all of its points inside of the picture: %s", (file) => {
    const { shape } = look(readFileSync(join(SHIPPED, file), "utf8"), []);
    const drawn = shape && drawing(shape);
    expect(drawn?.marks.map(({ number }) => number)).toEqual(shape?.points.map((_, i) => i));
    // A billionth of the picture's unit is what adding up decimal fractions costs.
    const [right, bottom] = [(drawn?.width ?? 0) - BORDER + 1e-9, (drawn?.height ?? 0) - BORDER + 1e-9];
    for (const { x, y } of drawn?.marks ?? []) {
      expect(x >= BORDER && y >= BORDER && x <= right && y <= bottom).toBe(true);
    }
  });
});

describe("a schema of one's own", () => {
  test("without a mistake has none", () => expect(wrong(eyes())).toEqual([]));

  test("that is no JSON says from where on", () => {
    expect(look('{"id": eyes}', []).mistakes).toEqual([
      { at: { from: 7, to: 8 }, sentence: "From here on this is not JSON." },
    ]);
  });

  test("shows each of several mistakes at its own place, in the text's order", () => {
    const schema = eyes();
    schema.points[0] = ["Eye Right", "far", 0, 1.5];
    schema.contours[0] = { name: "line", points: "0 7", closed: false };
    expect(wrong(schema).map((one) => one.split(" | ")[0])).toEqual([
      '"between eye-right eye-left"',
      '"0 7"',
      '"0 7"',
      '"Eye Right"',
      '"far"',
      "1.5",
      '"eye-left"',
    ]);
  });

  const cases: ReadonlyArray<readonly [string, (schema: Text) => unknown, string]> = [
    ["a built-in id", (s) => Object.assign(s, { id: "ibug68" }), '"ibug68" | Visor ships'],
    ["no title", (s) => Reflect.deleteProperty(s, "title"), "{ | Missing here: title"],
    ["a blank source", (s) => Object.assign(s, { source: " " }), '" " | The source says something'],
    ["a line end in a text", (s) => Object.assign(s, { sides: "a\nb" }), '"a\\nb" | The sides has at most'],
    ["a field more", (s) => Object.assign(s, { colour: 1 }), '"colour" | There is no field colour'],
    ["no points", (s) => Object.assign(s, { points: [] }), "[] | A schema has 1 to 600 points"],
    ["a null point", (s) => Object.assign(s.points, { 2: null as never }), "null | A point is a row"],
    [
      "one name twice",
      (s) => Object.assign(s.points, { 2: ["eye-left", 0, 0, 0.1] }),
      "Another point is called eye-left",
    ],
    [
      "no opposite",
      (s) => Object.assign(s.points, { 2: ["lid-left", 0, 0, 0.1] }),
      '"lid-left" | The point lid-left has no',
    ],
    [
      "a deviation of 1",
      (s) => Object.assign(s.points, { 0: ["eye-right", 0, 0, 1] }),
      "1 | A deviation is a share",
    ],
    [
      "a key twice",
      (s) => Object.assign(s.points, { 1: ["eye-left", 0, 0, 0.1, { key: "tip" }] }),
      "The key of another",
    ],
    ["an unknown detail", (s) => s.points[1]?.push({ size: 1 }), '"size" | There is no field size'],
    ["half of a between", (s) => s.points[1]?.push({ between: ["a", "b"] }), "lies between two known"],
    ["a share of 1", (s) => s.points[1]?.push({ between: ["a", "b", 1] }), "at a share of more than 0"],
    [
      "a place and a between",
      (s) => s.points[2]?.splice(4, 1, { place: "a", between: ["a", "b", 0.5] }),
      "not both",
    ],
    [
      "a group downwards",
      (s) => Object.assign(s.groups, { 0: { name: "eyes", points: "2-0" } }),
      '"2-0" | Points are listed',
    ],
    [
      "a point in no group",
      (s) => Object.assign(s.groups, { 0: { name: "eyes", points: "0-1" } }),
      "Point 2, nose, is in no group",
    ],
    [
      "a point in two groups",
      (s) => s.groups.push({ name: "more", points: "1" }),
      '"1" | Point 1 is in the group eyes',
    ],
    [
      "a point twice in one",
      (s) => Object.assign(s.groups, { 0: { name: "eyes", points: "0-2 2" } }),
      "Point 2 is in the group eyes",
    ],
    [
      "a group that is called like another",
      (s) => s.groups.push({ name: "eyes", points: "1" }),
      "Another group is called",
    ],
    [
      "a contour of one point",
      (s) => Object.assign(s.contours, { 0: { name: "line", points: "1", closed: true } }),
      '"1" | A contour goes',
    ],
    [
      "a contour through one twice",
      (s) => Object.assign(s.contours, { 0: { name: "line", points: "0 1 0", closed: true } }),
      "once through each",
    ],
    ["a net to itself", (s) => Object.assign(s, { mesh: ["1 1"] }), '"1 1" | A line goes from one'],
    [
      "a normaliser to itself",
      (s) => Object.assign(s, { normaliser: "between eye-left eye-left" }),
      "A normaliser is",
    ],
  ];

  test.each(cases)("with %s is told so", (_, spoil, sentence) => {
    const schema = eyes();
    spoil(schema);
    expect(wrong(schema).join("\n")).toContain(sentence);
  });

  test("with an infinite place is told so", () => {
    const text = written(eyes()).replace("-0.5", "1e999");
    expect(look(text, []).mistakes.map(({ at, sentence }) => [text.slice(at.from, at.to), sentence])).toEqual(
      [["1e999", "A place to the right is finite."]],
    );
  });

  test("that says a field twice is told so", () => {
    const text = written(eyes()).replace("{", '{"id": "own-eyes",');
    expect(look(text, []).mistakes.map(({ sentence }) => sentence)).toEqual(["The field id is there twice."]);
  });

  test("that is too large is told so", () => {
    const text = `${written(eyes())}${" ".repeat(512 * 1024)}`;
    expect(look(text, []).mistakes.map(({ sentence }) => sentence)).toEqual([
      "A schema has at most 512 KiB.",
    ]);
  });

  test("is drawn as far as it is right", () => {
    const schema = eyes();
    schema.points[1] = ["eye-left", "wrong", 0, 0.1];
    const { shape } = look(written(schema), []);
    const drawn = shape && drawing(shape);
    expect(drawn?.marks.map(({ number, name }) => `${number} ${name}`)).toEqual(["0 eye-right", "2 nose"]);
    expect(drawn?.lines[0]?.corners.split(" ")).toHaveLength(2);
  });
});

test("a drawing gives close points smaller numbers than lone ones", () => {
  const place = (x: number, y: number) => ({ name: "p", place: { x, y } });
  const drawn = drawing({ points: [place(0, 0), place(0.02, 0), place(1, 1)], contours: [] });
  const [one, other, far] = drawn?.marks ?? [];
  expect(one?.high).toBe(other?.high);
  expect((one?.high ?? 99) < (far?.high ?? 0)).toBe(true);
});
