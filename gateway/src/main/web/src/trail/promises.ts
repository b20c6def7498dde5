/** The promises of this browser. Nothing here may disturb anybody's work: what fails, fails silently and is tried again. */

import { PromiseStore } from "./PromiseStore.ts";

let kept: PromiseStore | undefined;
let handOver: { note(line: string): void } | null = null;

/** The store, made when first needed: not everywhere this file is read there is one. */
export function promiseStore(): PromiseStore {
  kept ??= new PromiseStore(indexedDB);
  return kept;
}

/** Keeps the promise that came with an answer, if one did. The answer does not wait for it. */
export function keepPromise(answer: Response): void {
  const line = answer.headers.get("Visor-Promise");
  if (line !== null) {
    handOver?.note(line);
    quietly(() => promiseStore().keep(line, Date.now()));
  }
}

/** Who is told of each new promise; null for nobody any more. */
export function tellOfPromises(to: { note(line: string): void } | null): void {
  handOver = to;
}

/** Does what may fail. */
export function quietly(work: () => Promise<unknown>): void {
  // A browser without storage throws before there is a promise to catch.
  new Promise((resolve) => resolve(work())).catch(() => undefined);
}
