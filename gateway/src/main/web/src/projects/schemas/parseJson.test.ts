import { describe, expect, test } from "vitest";
import { type Node, NotJson, parseJson } from "./parseJson.ts";

/** The same without places, as JSON.parse would have it. */
function plain(node: Node): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ name, value }) => [name, plain(value)]));
    case "array":
      return node.items.map(plain);
    case "null":
      return null;
    default:
      return node.value;
  }
}

function failsAt(text: string): number {
  try {
    parseJson(text);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(NotJson);
    return (thrown as NotJson).at.from;
  }
  return -1;
}

describe("a text", () => {
  test.each([
    "{}",
    "[]",
    ' { "a" : [ 1 , -2.5e3 , true , false , null ] , "b" : { "c" : "x\\n\\u00e9\\"" } } ',
    '"Gesicht"',
    "0",
    '["😀", ""]',
  ])("is read as the browser reads it: %s", (text) => {
    expect(plain(parseJson(text))).toEqual(JSON.parse(text));
  });

  test.each([
    ["", 0],
    ["{", 1],
    ["[1,]", 3],
    ['{"a": 1,}', 8],
    ["[01]", 2],
    ["[1 2]", 3],
    ["tru", 0],
    ['["a]', 1],
    ['["\\x"]', 1],
    ['["line\nend"]', 1],
    ["{} {}", 3],
    ["[NaN]", 1],
    ["[.5]", 1],
  ] as const)("that is none is refused where it stops being one: %s", (text, at) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(failsAt(text)).toBe(at);
  });

  test("of brackets alone ends before the engine's patience does", () => {
    expect(failsAt("[".repeat(100_000))).toBeGreaterThan(0);
  });

  test("tells where each value and name stands", () => {
    const text = '{"id": "eyes", "points": [["a", 1.5]]}';
    const root = parseJson(text);
    expect(root.kind).toBe("object");
    const members = root.kind === "object" ? root.members : [];
    expect(members.map(({ at }) => text.slice(at.from, at.to))).toEqual(['"id"', '"points"']);
    expect(members.map(({ value }) => text.slice(value.at.from, value.at.to))).toEqual([
      '"eyes"',
      '[["a", 1.5]]',
    ]);
  });
});
