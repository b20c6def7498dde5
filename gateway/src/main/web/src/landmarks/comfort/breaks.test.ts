import { describe, expect, test } from "vitest";
import { WORK_MINUTES, WorkClock, wantBreaks, wantsBreaks } from "./breaks.ts";

const MINUTE = 60_000;

/** Somebody who does something every minute from one minute to another. */
function works(clock: WorkClock, from: number, to: number): void {
  for (let minute = from; minute <= to; minute++) {
    clock.active(minute * MINUTE);
  }
}

describe("a break", () => {
  test("is due after fifty minutes of work", () => {
    const clock = new WorkClock();
    works(clock, 100, 149);
    expect(clock.due(149 * MINUTE)).toBe(false);
    expect(clock.due((100 + WORK_MINUTES) * MINUTE)).toBe(true);
  });

  test("is not due before anybody has worked, or for somebody who took one", () => {
    const clock = new WorkClock();
    expect(clock.due(10_000 * MINUTE)).toBe(false);
    works(clock, 0, 40);
    works(clock, 46, 60);
    expect(clock.minutes(60 * MINUTE)).toBe(14);
    expect(clock.due(60 * MINUTE)).toBe(false);
  });

  test("is not asked for while somebody takes it", () => {
    const clock = new WorkClock();
    works(clock, 0, 49);
    expect(clock.due(58 * MINUTE)).toBe(false);
  });

  test("is due fifty minutes later for somebody who goes on", () => {
    const clock = new WorkClock();
    works(clock, 0, 50);
    clock.reset(50 * MINUTE);
    works(clock, 51, 99);
    expect(clock.due(99 * MINUTE)).toBe(false);
    clock.active(100 * MINUTE);
    expect(clock.due(100 * MINUTE)).toBe(true);
  });

  test("is suggested unless somebody does not want that", () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    expect(wantsBreaks(storage)).toBe(true);
    wantBreaks(storage, false);
    expect(wantsBreaks(storage)).toBe(false);
    wantBreaks(storage, true);
    expect(wantsBreaks(storage)).toBe(true);
  });
});
