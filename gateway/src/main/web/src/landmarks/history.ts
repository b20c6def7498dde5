/** What can be undone and done again. */
export class History<T> {
  readonly #past: T[];
  readonly #future: T[];
  #now: T;

  /**
   * @param past what lies before, oldest first
   * @param future what was undone, the next one first
   */
  constructor(start: T, past: readonly T[] = [], future: readonly T[] = []) {
    this.#now = start;
    this.#past = [...past];
    this.#future = [...future].reverse();
  }

  get now(): T {
    return this.#now;
  }

  /** What lies before, oldest first. */
  get past(): readonly T[] {
    return this.#past;
  }

  /** What was undone, the next one first. */
  get future(): readonly T[] {
    return [...this.#future].reverse();
  }

  /** A step that can be undone by itself. */
  step(next: T): void {
    if (next !== this.#now) {
      this.#past.push(this.#now);
      this.#future.length = 0;
      this.#now = next;
    }
  }

  /** Goes on with the step before: the pixels on the way of a drag are no steps. */
  amend(next: T): void {
    this.#now = next;
  }

  undo(): void {
    const before = this.#past.pop();
    if (before !== undefined) {
      this.#future.push(this.#now);
      this.#now = before;
    }
  }

  redo(): void {
    const after = this.#future.pop();
    if (after !== undefined) {
      this.#past.push(this.#now);
      this.#now = after;
    }
  }
}
