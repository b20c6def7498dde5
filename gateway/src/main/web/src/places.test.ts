import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { fileName, PLACES } from "../e2e/places.ts";

const ROUTES = readFileSync(resolve(import.meta.dirname, "routes.tsx"), "utf8");

test("pictures are taken of every page that the program has", () => {
  const paths = [...ROUTES.matchAll(/getParentRoute: \(\) => app,\s+path: "([^"]+)"/g)].map(
    ([, path]) => `/app/${path}`,
  );
  expect(paths.length).toBeGreaterThan(20);
  expect(PLACES.map(({ route }) => route).sort()).toEqual(["/", ...paths].sort());
});

test("no two pages have one name", () => {
  expect(new Set(PLACES.map(fileName)).size).toBe(PLACES.length);
});
