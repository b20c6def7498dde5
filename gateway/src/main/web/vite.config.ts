import { defineConfig } from "vite";
import { lightEditor } from "./weight.ts";

/** The libraries of every page, and what speaks to the gateway for each of them. */
const BASE =
  /node_modules\/(react|react-dom|scheduler|zod|@tanstack|use-sync-external-store)\/|src\/access\/(api|problem|problemWords|session|language|words|Button|ProblemNotice|Title|Later|keptWork|time)\.tsx?$|src\/trail\/(promises|PromiseStore|promise)\.ts$/;

/** The editor with all that the panels fetched later use of it: apart from it, those parts would be small files of their own. */
const EDITOR =
  /src\/landmarks\/(words|editorWords|pointRules|readGuidelines|drawing|viewport|points|codes|api|FaceEditor|kept\/FaceSession|keys\/(chord|commands|bindings))\.ts$|src\/views\/curtain\.ts$/;

export default defineConfig({
  plugins: [lightEditor()],
  build: {
    // Straight into the jar; deploy/lib/web decides whether there is anything to do.
    outDir: "../../../target/classes/static",
    emptyOutDir: true,
    assetsDir: "assets",
    // Inlined files would be data: addresses, which the page's policy forbids.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    // The page names beforehand what it needs; scripts fetch theirs by themselves, and carry no list of all files' files.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files, { hostType }) => (hostType === "html" ? files : []),
    },
    target: "es2023",
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page needs, in one file: small ones of their own would share no words when they are compressed.
          groups: [
            {
              name: "base",
              test: BASE,
              priority: 2,
            },
            {
              name: "editor",
              test: EDITOR,
              priority: 1,
            },
          ],
        },
      },
      // "use client" says nothing to a program that has no server side.
      onLog: (level, log, print) => {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") {
          print(level, log);
        }
      },
    },
  },
});
