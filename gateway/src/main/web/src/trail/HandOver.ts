import type { PromiseStore } from "./PromiseStore.ts";
import { byLog } from "./promise.ts";

/** Bodies of requests that outlive their page may have 64 KiB together; a promise has some 310 bytes. */
const MOST_ON_LEAVING = 150;

/** Requests in one round: a witness that refuses everything is not asked a thousand times. */
const MOST_ASKED = 32;

/** Hands lines to the witness, and tells its HTTP status. */
export type Post = (lines: readonly string[], leaving: boolean) => Promise<number>;

/**
 * Hands the kept promises to a witness: what the gateway promised and lost is then missed by somebody else. The witness may be
 * away for as long as it likes; what it did not take stays and is brought again.
 */
export class HandOver {
  readonly #store: PromiseStore;
  readonly #post: Post;
  /** Not brought again by this page; the next one tries anew, because a witness may learn a log's keys. */
  readonly #refused = new Set<string>();
  /** The newest that this page was given and nobody has yet: a page that goes away has no time to read the store. */
  readonly #fresh = new Set<string>();
  #busy = false;

  constructor(store: PromiseStore, post: Post) {
    this.#store = store;
    this.#post = post;
  }

  /** Notes a promise that this page was given. */
  note(line: string): void {
    this.#fresh.add(line);
    const [oldest] = this.#fresh;
    if (this.#fresh.size > MOST_ON_LEAVING && oldest !== undefined) {
      this.#fresh.delete(oldest);
    }
  }

  /** Hands over what is not handed over yet, log by log: the witness need not know all of them. */
  async round(): Promise<void> {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    try {
      let asked = 0;
      for (const lines of byLog(await this.#waiting()).values()) {
        const parts = [lines];
        for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
          if (++asked > MOST_ASKED) {
            return;
          }
          const status = await this.#hand(part, false);
          if (status === 404) {
            break;
          }
          if (status === 400 || status === 403) {
            parts.unshift(...this.#halves(part));
          } else if (status !== 200) {
            return;
          }
        }
      }
    } finally {
      this.#busy = false;
    }
  }

  /** Hands over this page's own as it goes away: sent at once, and whether an answer is ever read is another matter. */
  async leave(): Promise<void> {
    await Promise.all([...byLog([...this.#fresh]).values()].map((lines) => this.#hand(lines, true)));
  }

  async #waiting(): Promise<readonly string[]> {
    return (await this.#store.waiting()).filter((line) => !this.#refused.has(line));
  }

  async #hand(lines: readonly string[], leaving: boolean): Promise<number> {
    const status = await this.#post(lines, leaving);
    if (status === 200) {
      for (const line of lines) {
        this.#fresh.delete(line);
      }
      await this.#store.handed(lines);
    }
    return status;
  }

  /** A request is refused as a whole: so that one line spoils no other, the halves go apart. */
  #halves(lines: readonly string[]): string[][] {
    const [only] = lines;
    if (lines.length === 1 && only !== undefined) {
      this.#refused.add(only);
      return [];
    }
    const middle = Math.ceil(lines.length / 2);
    return [lines.slice(0, middle), lines.slice(middle)];
  }
}
