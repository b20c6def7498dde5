import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

/** KiB, each file gzipped by itself, that a browser fetches before an annotator sees a face for the first time. */
export async function editorWeight(web: string, outDir: string): Promise<number> {
  await build({ root: web, logLevel: "error", build: { outDir, emptyOutDir: true, manifest: true } });
  const manifest: Record<string, Chunk> = JSON.parse(
    readFileSync(join(outDir, ".vite/manifest.json"), "utf8"),
  );
  const files = new Set<string>(["index.html"]);
  const fetch = (name: string) => {
    const chunk = manifest[name];
    if (chunk === undefined) {
      throw new Error(`The build has no ${name}`);
    }
    if (!files.has(chunk.file)) {
      files.add(chunk.file);
      chunk.css?.forEach((file) => {
        files.add(file);
      });
      chunk.imports?.forEach(fetch);
    }
  };
  fetch("index.html");
  fetch("src/landmarks/WorkPage.tsx");
  // One style sheet for all pages is linked by the page itself.
  for (const chunk of Object.values(manifest)) {
    if (chunk.file.endsWith(".css")) {
      files.add(chunk.file);
    }
  }
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(outDir, file))).length, 0);
  return bytes / 1024;
}
