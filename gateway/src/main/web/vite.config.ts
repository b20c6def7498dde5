import { defineConfig } from "vite";

export default defineConfig({
  build: {
    // Straight into the jar; deploy/lib/web decides whether there is anything to do.
    outDir: "../../../target/classes/static",
    emptyOutDir: true,
    assetsDir: "assets",
    // Inlined files would be data: addresses, which the page's policy forbids.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    target: "es2023",
    reportCompressedSize: true,
    rolldownOptions: {
      // "use client" says nothing to a program that has no server side.
      onLog: (level, log, print) => {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") {
          print(level, log);
        }
      },
    },
  },
});
