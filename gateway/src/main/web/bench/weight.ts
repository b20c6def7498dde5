import { build } from "vite";
import { editorWeight } from "../weight.ts";

/** KiB, each file gzipped by itself, that a browser fetches before an annotator sees a face for the first time. */
export async function builtWeight(web: string): Promise<number> {
  const built = await build({ root: web, logLevel: "error", build: { write: false } });
  if (Array.isArray(built) || !("output" in built)) {
    throw new Error("One build has one output");
  }
  return editorWeight(Object.fromEntries(built.output.map((file) => [file.fileName, file])));
}
