import { asProblem } from "../../access/problem.ts";
import {
  fetchCodes,
  fetchPoints,
  type Saved,
  type Sheet,
  type Start,
  saveDraft,
  submit,
  type Task,
} from "../api.ts";
import type { Codes } from "../codes.ts";
import { toWire } from "../points.ts";
import { isUnanswered, SaveQueue, STALE } from "./SaveQueue.ts";

/** What came of handing in. */
export interface HandedIn {
  readonly saved: Saved;
  /** Whether an earlier try, whose answer was lost, had arrived: what was changed since is not part of it. */
  readonly earlier: boolean;
}

/** A submission that may have arrived. */
interface Lost {
  readonly save: string;
  readonly after: number;
  readonly what: string;
  readonly sheet: Sheet;
  readonly despite: boolean;
}

/**
 * One face's versions on their way to the gateway: drafts by themselves, the submission when it is asked for. Each goes on
 * from the newest that this page knows of, and each is sent under the same id until its answer came.
 */
export class FaceVersions {
  readonly drafts: SaveQueue<Sheet>;
  readonly #task: Task;
  #after: number;
  #lost: readonly Lost[] = [];

  /**
   * @param after the version that the work begins with
   * @param tell is called at every change of how saving stands
   */
  constructor(task: Task, after: number, tell: () => void) {
    this.#task = task;
    this.#after = after;
    this.drafts = new SaveQueue<Sheet>(async ({ id, what }) => {
      this.#after = (await saveDraft(task, what, { save: id, after: this.#after })).version;
    }, tell);
  }

  /** Hands in what is given. Where it fails, what may have arrived is remembered. */
  async handIn(sheet: Sheet, despite: boolean): Promise<HandedIn> {
    await this.drafts.settle();
    const what = JSON.stringify([toWire(sheet.points, this.#task), sheet.codes, despite]);
    const again = this.#lost.find((one) => one.what === what);
    const sent = again ?? { save: crypto.randomUUID(), after: this.#after, what, sheet, despite };
    try {
      return { saved: await this.#submit(sent), earlier: false };
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (isUnanswered(problem)) {
        this.#lost = again === undefined ? [...this.#lost, sent] : this.#lost;
      } else {
        const arrived = await this.#arrived(sent);
        if (arrived !== null) {
          return { saved: arrived, earlier: true };
        }
        if (problem.reason === STALE) {
          this.drafts.outdated(thrown);
        }
      }
      throw thrown;
    }
  }

  /** What the gateway has now; what is sent next goes on from it. */
  async newest(): Promise<{ readonly start: Start; readonly codes: Codes }> {
    const { signal } = new AbortController();
    const start = await fetchPoints(this.#task, signal);
    const codes = await fetchCodes(this.#task, signal);
    this.#after = start.version;
    return { start, codes };
  }

  /** The first of the lost ones that did arrive. Its answer is given again; one that did not is refused for the same reason. */
  async #arrived(besides: Lost): Promise<Saved | null> {
    for (const one of this.#lost) {
      if (one !== besides) {
        const saved = await this.#submit(one).catch(() => null);
        if (saved !== null) {
          return saved;
        }
      }
    }
    return null;
  }

  #submit({ sheet, despite, save, after }: Lost): Promise<Saved> {
    return submit(this.#task, sheet, despite, { save, after });
  }
}
