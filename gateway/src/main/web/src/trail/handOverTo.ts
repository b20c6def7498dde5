import { HandOver } from "./HandOver.ts";
import { promiseStore, quietly, tellOfPromises } from "./promises.ts";

const EVERY = 3 * 60_000;
const SOON = 15_000;
const PATIENCE = 30_000;

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
  tellOfPromises(own);
  const soon = setTimeout(() => quietly(() => own.round()), SOON);
  const often = setInterval(() => quietly(() => own.round()), EVERY);
  const onHide = () => {
    if (document.visibilityState === "hidden") {
      quietly(() => own.leave());
    }
  };
  document.addEventListener("visibilitychange", onHide);
  return () => {
    tellOfPromises(null);
    clearTimeout(soon);
    clearInterval(often);
    document.removeEventListener("visibilitychange", onHide);
  };
}
