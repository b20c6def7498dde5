/** What the editor weighs: everything that a browser fetches before an annotator sees a face for the first time. */

import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/** KiB, each file gzipped by itself. A page that takes longer to arrive is one that people wait for at each visit. */
export const EDITOR_KIB = 150;

type Bundle = Readonly<Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>>;

/** The page, its one style sheet, and every script that the page and the editor's route bring along; KiB. */
export function editorWeight(bundle: Bundle): number {
  const wanted = new Set<string>();
  const bring = (name: string) => {
    const file = bundle[name];
    if (file !== undefined && !wanted.has(name)) {
      wanted.add(name);
      if (file.type === "chunk") {
        file.imports.forEach(bring);
      }
    }
  };
  for (const [name, file] of Object.entries(bundle)) {
    const first = file.type === "chunk" && (file.isEntry || file.facadeModuleId?.endsWith(EDITOR));
    if (first || name === "index.html" || name.endsWith(".css")) {
      bring(name);
    }
  }
  if (![...wanted].some((name) => isEditor(bundle[name])) || !wanted.has("index.html")) {
    throw new Error(`The build has no page, or no route ${EDITOR}: what is weighed is not what is fetched`);
  }
  return [...wanted].reduce((sum, name) => sum + gzipped(bundle[name]), 0) / 1024;
}

const EDITOR = "/src/landmarks/WorkPage.tsx";

function isEditor(file: Bundle[string] | undefined): boolean {
  return file?.type === "chunk" && (file.facadeModuleId?.endsWith(EDITOR) ?? false);
}

function gzipped(file: Bundle[string] | undefined): number {
  if (file === undefined) {
    return 0;
  }
  return gzipSync(file.type === "chunk" ? file.code : file.source).length;
}

/** Ends a build whose editor weighs too much, and says by how much. */
export function lightEditor(): Plugin {
  return {
    name: "visor-light-editor",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const weight = editorWeight(bundle);
        if (weight > EDITOR_KIB) {
          this.error(
            `The editor's first load is ${weight.toFixed(1)} KiB gzipped, and at most ${EDITOR_KIB}: fetch later what it does not need at once.`,
          );
        }
      },
    },
  };
}
