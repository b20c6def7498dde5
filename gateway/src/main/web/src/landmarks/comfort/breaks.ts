/** When somebody who looks at faces all day is asked to look elsewhere. */

/** Minutes of work before a break is suggested. */
export const WORK_MINUTES = 50;
/** A pause of so many minutes counts as a break. */
const BREAK_MINUTES = 5;
const MINUTE = 60_000;

const KEPT = "visor.breaks";

/** Work since the last break, told by when a key or a pointer was last used. Times in milliseconds, from any clock. */
export class WorkClock {
  #since: number | null = null;
  #last = 0;

  /** Notes that somebody works. */
  active(now: number): void {
    if (this.#since === null || now - this.#last >= BREAK_MINUTES * MINUTE) {
      this.#since = now;
    }
    this.#last = now;
  }

  /** Whole minutes of work since the last break; 0 during one. */
  minutes(now: number): number {
    const resting = now - this.#last >= BREAK_MINUTES * MINUTE;
    return this.#since === null || resting ? 0 : Math.floor((now - this.#since) / MINUTE);
  }

  /** Whether a break is due. */
  due(now: number): boolean {
    return this.minutes(now) >= WORK_MINUTES;
  }

  /** Begins to count anew, as after a break or because somebody goes on without one. */
  reset(now: number): void {
    this.#since = now;
    this.#last = now;
  }
}

export function wantsBreaks(storage: Pick<Storage, "getItem">): boolean {
  return storage.getItem(KEPT) !== "off";
}

export function wantBreaks(storage: Pick<Storage, "setItem">, on: boolean): void {
  storage.setItem(KEPT, on ? "on" : "off");
}
