import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** The running stack: where it is, whose passwords it made, where its project folder lies. */

export const ROOT = resolve(import.meta.dirname, "../../../../..");
export const ADDRESS = process.env.VISOR_ADDRESS ?? `http://localhost:${process.env.VISOR_PORT ?? "8080"}`;
export const CHROMIUM = process.env.VISOR_CHROMIUM ?? "/usr/bin/chromium";
/** Where the gateway's data lie. */
export const HOME = process.env.VISOR_HOME ?? join(ROOT, "var");
export const SCREENS = process.env.VISOR_SCREENS ?? join(HOME, "screens");
/** Milliseconds for whatever comes in the end, on however busy a machine; where all is well nobody waits so long. */
export const PATIENCE = 120_000;
export const PHOTOGRAPHS = join(ROOT, "redaction/node_modules/@vladmandic/face-api/demo");
export const MANIFEST = join(ROOT, "deploy/lib/demo-manifest.csv");

const CONFIG =
  process.env.VISOR_CONFIG ?? join(process.env.XDG_CONFIG_HOME ?? join(homedir(), ".config"), "visor");

export function password(person: string): string {
  const word = secret(person, "password");
  if (word === undefined) {
    throw new Error(`There is no demo person ${person} in ${CONFIG}/demo-people: run deploy/run first.`);
  }
  return word;
}

/** Whether a demo person has a second factor. */
export function hasCodes(person: string): boolean {
  return secret(person, "otp") !== undefined;
}

function secret(person: string, kind: string): string | undefined {
  const start = `${person}.${kind}=`;
  return readFileSync(join(CONFIG, "demo-people"), "utf8")
    .split("\n")
    .find((one) => one.startsWith(start))
    ?.slice(start.length);
}

export function oneTimeCode(person: string): string {
  return execFileSync(join(ROOT, "deploy/otp"), [person], { encoding: "utf8" }).trim();
}
