import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { COMMANDS } from "./commands.ts";
import { keyName, keyWords } from "./keyWords.ts";

const HANDBOOK = resolve(import.meta.dirname, "../../../../../../../deploy/handbook/annotator.md");

test("the handbook's table of keys is the program's own", () => {
  const wanted = COMMANDS.map(
    ({ id, group, keys }) =>
      `| ${keys.map((key) => `\`${keyName(key)}\``).join(" or ")} | ${keyWords.groups[group]}: ${keyWords.commands[id]} |`,
  );
  const table = readFileSync(HANDBOOK, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  expect(table).toEqual(wanted);
});
