/**
 * What the editor costs a browser: `npm run bench`. Needs no gateway.
 *
 *   web.drag-cpu        CPU of all of the browser's processes for each frame, while one of 478 points is dragged
 *   web.drag-script-p95 milliseconds of script in a frame, React's work on the panel included
 *   web.editor-gzip     what is fetched before the editor stands for the first time
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type Page } from "playwright-core";
import { build, preview } from "vite";
import { cpuOfTree } from "./processes.ts";
import { builtWeight } from "./weight.ts";

const WEB = resolve(import.meta.dirname, "..");
const CHROMIUM = process.env.VISOR_CHROMIUM ?? "/usr/bin/chromium";
const WARM_UP = 120;
const FRAMES = 600;
const ROUNDS = 3;

const folder = mkdtempSync(join(tmpdir(), "visor-bench-"));
try {
  say("editor-gzip", await builtWeight(WEB), "KiB");
  await build({
    root: join(WEB, "bench"),
    configFile: false,
    logLevel: "error",
    build: {
      outDir: join(folder, "bench"),
      emptyOutDir: true,
      target: "es2023",
      rolldownOptions: { input: join(WEB, "bench/editor.html") },
    },
  });
  const server = await preview({
    root: join(WEB, "bench"),
    configFile: false,
    logLevel: "error",
    build: { outDir: join(folder, "bench") },
    // Only a page on its own is told times finer than a tenth of a millisecond.
    preview: {
      port: 0,
      headers: {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
      },
    },
  });
  try {
    await drags(`${server.resolvedUrls?.local[0] ?? ""}editor.html`);
  } finally {
    await server.close();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function drags(address: string): Promise<void> {
  const server = await chromium.launchServer({
    executablePath: CHROMIUM,
    headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
    page.on("pageerror", (error) => console.error(error));
    await page.goto(address);
    await page.waitForFunction(() => "drag" in window);
    const pid = server.process().pid;
    if (pid === undefined) {
      throw new Error("The browser has a process");
    }
    await drag(page, WARM_UP);
    const cpu: number[] = [];
    const script: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const before = cpuOfTree(pid);
      script.push(...(await drag(page, FRAMES)));
      cpu.push((1_000 * (cpuOfTree(pid) - before)) / FRAMES);
    }
    console.error(`drag-cpu by rounds: ${cpu.map((one) => one.toFixed(2)).join(", ")} ms`);
    say("drag-cpu", at(cpu, 0.5), "ms");
    say("drag-script-p95", at(script, 0.95), "ms");
  } finally {
    await server.close();
  }
}

function drag(page: Page, frames: number): Promise<number[]> {
  return page.evaluate(
    (count) => (window as unknown as { drag: (frames: number) => Promise<number[]> }).drag(count),
    frames,
  );
}

/** The value below which this share of all lies. */
function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function say(name: string, value: number, unit: string): void {
  console.log(`bench web.${name} ${value.toFixed(2)} ${unit}`);
}
