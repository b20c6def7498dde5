/** The promises of this browser. Nothing here may disturb anybody's work: what fails, fails silently and is tried again. */

import { HandOver } from "./HandOver.ts";
import { PromiseStore } from "./PromiseStore.ts";

const EVERY = 3 * 60_000;
const SOON = 15_000;
const PATIENCE = 30_000;

let kept: PromiseStore | undefined;
let handOver: HandOver | undefined;

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

/**
 * Hands promises over every few minutes, and when the page is hidden, which may be the last that is heard of it.
 *
 * @param address where the witness takes them
 * @returns ends it
 */
export function handOverTo(address: string): () => void {
  const own = new HandOver(promiseStore(), async (lines, leaving) => {
    const answer = await fetch(address, {
      method: "POST",
      // Plain text asks no leave of the witness beforehand, for which a leaving page has no time.
      headers: { "Content-Type": "text/plain" },
      body: `${lines.join("\n")}\n`,
      mode: "cors",
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      keepalive: leaving,
      ...(leaving ? {} : { signal: AbortSignal.timeout(PATIENCE) }),
    });
    return answer.status;
  });
  handOver = own;
  const soon = setTimeout(() => quietly(() => own.round()), SOON);
  const often = setInterval(() => quietly(() => own.round()), EVERY);
  const onHide = () => {
    if (document.visibilityState === "hidden") {
      quietly(() => own.leave());
    }
  };
  document.addEventListener("visibilitychange", onHide);
  return () => {
    handOver = undefined;
    clearTimeout(soon);
    clearInterval(often);
    document.removeEventListener("visibilitychange", onHide);
  };
}

function quietly(work: () => Promise<unknown>): void {
  // A browser without storage throws before there is a promise to catch.
  new Promise((resolve) => resolve(work())).catch(() => undefined);
}
