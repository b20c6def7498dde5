import { asProblem, type Problem } from "../../access/problem.ts";

/** How saving stands. */
export interface Saving {
  /**
   * `saved`: nothing is left to send; `pending`: sent after the pause; `waiting`: tried again by itself; `signed-out` and
   * `stale`: not tried again by itself; `refused`: only what comes after it is.
   */
  readonly kind: "saved" | "pending" | "sending" | "waiting" | "signed-out" | "stale" | "refused";
  /** Changes that the gateway has not confirmed. */
  readonly unsent: number;
  /** What the gateway said where it refused. */
  readonly error: unknown;
}

/** One save. Repeated after a lost answer it carries the same id, so that the gateway can make one version of it. */
export interface Save<T> {
  readonly id: string;
  readonly what: T;
}

/** What the gateway says where it has a version that this page did not know of. */
export const STALE = "stale-version";

/** Whether nobody knows if what was sent was taken: there was no answer, none that can be read, or "later". */
export function isUnanswered({ status }: Problem): boolean {
  return status < 400 || status === 429 || status >= 500;
}

/** Where another change is sent by itself. */
const GOES_ON: ReadonlyArray<Saving["kind"]> = ["saved", "pending", "refused"];

const PAUSE_MS = 1_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * Sends the newest state a second after the last change, one send at a time and in order. What may have arrived is sent
 * again as it was before anything newer follows.
 */
export class SaveQueue<T> {
  readonly #send: (save: Save<T>) => Promise<void>;
  readonly #tell: () => void;
  #state: Saving = { kind: "saved", unsent: 0, error: null };
  /** What is, or may be, under way: changed by nothing until it is confirmed. */
  #under: Save<T> | null = null;
  #underCount = 0;
  #newest: { readonly what: T; readonly changes: number } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retry = FIRST_RETRY_MS;
  #sending: Promise<void> | null = null;
  #ended = false;

  /** @param tell is called at every change of {@link state} */
  constructor(send: (save: Save<T>) => Promise<void>, tell: () => void) {
    this.#send = send;
    this.#tell = tell;
  }

  get state(): Saving {
    return this.#state;
  }

  /** Notes a change; `what` is the whole as it is now. */
  changed(what: T): void {
    this.#newest = { what, changes: (this.#newest?.changes ?? 0) + 1 };
    if (this.#sending === null && GOES_ON.includes(this.#state.kind)) {
      this.#after(PAUSE_MS);
      this.#become("pending");
    } else {
      this.#become(this.#state.kind, this.#state.error);
    }
  }

  /** Tries at once what waits, as when the network is back. */
  again(): void {
    if (this.#sending === null && this.#state.kind !== "saved" && !this.#ended) {
      clearTimeout(this.#timer);
      this.#retry = FIRST_RETRY_MS;
      this.#sending = this.#run();
    }
  }

  /** Ends it. What is under way is waited for, so that whatever follows comes after it; nothing new is sent. */
  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    await this.#sending;
  }

  /**
   * Sends once more what may have arrived: whoever goes on from it has to know whether it did.
   *
   * @throws where that stays unknown
   */
  async settle(): Promise<void> {
    await this.#sending;
    const lost = this.#under;
    if (lost === null) {
      return;
    }
    try {
      await this.#send(lost);
      this.#confirmed();
      this.#become(this.#newest === null ? "saved" : "pending");
    } catch (thrown) {
      this.#failed(thrown);
      if (this.#under !== null) {
        throw thrown;
      }
    }
  }

  /** Says that the gateway has something newer: nothing is sent until a person has said what becomes of that. */
  outdated(error: unknown): void {
    clearTimeout(this.#timer);
    this.#become("stale", error);
  }

  /** Takes what is not sent for sent: something else took its place. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#confirmed();
    this.#newest = null;
    this.#become("saved");
  }

  /** Goes on after an end that came to nothing, such as a submission that was refused. */
  resume(): void {
    this.#ended = false;
    if (this.#state.kind !== "stale" && (this.#under !== null || this.#newest !== null)) {
      this.#after(PAUSE_MS);
      this.#become("pending");
    }
  }

  async #run(): Promise<void> {
    while (!this.#ended) {
      const save = this.#next();
      if (save === null) {
        this.#sending = null;
        this.#become("saved");
        return;
      }
      this.#become("sending");
      try {
        await this.#send(save);
        this.#confirmed();
      } catch (thrown) {
        this.#sending = null;
        this.#failed(thrown);
        return;
      }
    }
    this.#sending = null;
  }

  #next(): Save<T> | null {
    if (this.#under === null && this.#newest !== null) {
      this.#under = { id: crypto.randomUUID(), what: this.#newest.what };
      this.#underCount = this.#newest.changes;
      this.#newest = null;
    }
    return this.#under;
  }

  #confirmed(): void {
    this.#under = null;
    this.#underCount = 0;
    this.#retry = FIRST_RETRY_MS;
  }

  #failed(thrown: unknown): void {
    const problem = asProblem(thrown);
    if (problem.wantsSignIn) {
      this.#become("signed-out");
    } else if (isUnanswered(problem)) {
      this.#after(this.#retry);
      this.#retry = Math.min(2 * this.#retry, LONGEST_RETRY_MS);
      this.#become("waiting");
    } else {
      // Refused for good: it made no version, and the next state may be taken.
      this.#newest = this.#newest ?? (this.#under === null ? null : { what: this.#under.what, changes: 0 });
      this.#newest = this.#newest && { ...this.#newest, changes: this.#newest.changes + this.#underCount };
      this.#under = null;
      this.#underCount = 0;
      this.#become(problem.reason === STALE ? "stale" : "refused", thrown);
    }
  }

  #after(pause: number): void {
    clearTimeout(this.#timer);
    if (!this.#ended) {
      this.#timer = setTimeout(() => {
        this.#sending ??= this.#run();
      }, pause);
    }
  }

  #become(kind: Saving["kind"], error: unknown = null): void {
    const unsent = this.#underCount + (this.#newest?.changes ?? 0);
    this.#state = { kind, unsent, error };
    this.#tell();
  }
}
