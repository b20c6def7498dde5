import { gzipSync } from "node:zlib";
import type { Rolldown } from "vite";
import { describe, expect, test } from "vitest";
import { editorWeight } from "../../weight.ts";

type File = Rolldown.OutputChunk | Rolldown.OutputAsset;

function chunk(code: string, imports: string[], more: Partial<Rolldown.OutputChunk> = {}): File {
  return { type: "chunk", code, imports, isEntry: false, facadeModuleId: null, ...more } as File;
}

const asset = (source: string): File => ({ type: "asset", source }) as File;

const BUNDLE: Record<string, File> = {
  "index.html": asset("<html>"),
  "style.css": asset("p {}"),
  "logo.svg": asset("<svg>"),
  "index.js": chunk("entry", ["base.js"], { isEntry: true, dynamicImports: ["work.js", "later.js"] }),
  "base.js": chunk("base", []),
  "work.js": chunk("work", ["base.js", "points.js"], {
    facadeModuleId: "/web/src/landmarks/WorkPage.tsx",
    dynamicImports: ["later.js"],
  }),
  "points.js": chunk("points", []),
  "later.js": chunk("later", ["deeper.js"]),
  "deeper.js": chunk("deeper", []),
};

const weight = (...texts: string[]) => texts.reduce((sum, text) => sum + gzipSync(text).length, 0) / 1024;

describe("what the editor weighs", () => {
  test("is the page, its style, and every script that comes along, each once", () => {
    expect(editorWeight(BUNDLE)).toBe(weight("<html>", "p {}", "entry", "base", "work", "points"));
  });

  test("is not known where the page or its route is missing", () => {
    const { "work.js": _, ...without } = BUNDLE;
    expect(() => editorWeight(without)).toThrow(/no page, or no route/);
    const { "index.html": __, ...pageless } = BUNDLE;
    expect(() => editorWeight(pageless)).toThrow(/no page, or no route/);
  });
});
