/** Counts what held and what did not, and goes on: one failure is not to hide the next. */
export class Checks {
  #passed = 0;
  #failed = 0;

  /** Runs one check. Its answer is undefined where it failed. */
  async that<T>(what: string, check: () => Promise<T>): Promise<T | undefined> {
    try {
      const answer = await check();
      this.#passed++;
      console.log(`  ok      ${what}`);
      return answer;
    } catch (thrown) {
      this.#failed++;
      const message = thrown instanceof Error ? thrown.message : String(thrown);
      console.log(`  FAILED  ${what}\n          ${message.replaceAll("\n", "\n          ")}`);
      return undefined;
    }
  }

  /** The closing line, and whether everything held. */
  close(): boolean {
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
    return this.#failed === 0;
  }
}

export function expect(holds: boolean, otherwise: string): asserts holds {
  if (!holds) {
    throw new Error(otherwise);
  }
}
