import { describe, expect, it } from "vitest";
import { actorsDay, overdue, percent } from "./due.ts";

describe("a finding", () => {
  const now = new Date("2026-03-10T12:00:00Z");

  it("is overdue behind its date, unless it is closed", () => {
    expect(overdue({ due: "2026-03-10T11:59:59Z", state: "open" }, now)).toBe(true);
    expect(overdue({ due: "2026-03-10T11:59:59Z", state: "taken" }, now)).toBe(true);
    expect(overdue({ due: "2026-03-10T11:59:59Z", state: "closed" }, now)).toBe(false);
    expect(overdue({ due: "2026-03-10T12:00:00Z", state: "open" }, now)).toBe(false);
  });

  it("leads to what the actor did on its day, and to nothing where it is about nobody", () => {
    expect(actorsDay({ actor: "person:A", day: "2026-02-28" })).toEqual({
      actor: "person:A",
      from: "2026-02-28T00:00:00Z",
      until: "2026-03-01T00:00:00Z",
    });
    expect(actorsDay({ actor: null, day: "2026-02-28" })).toBeUndefined();
    expect(actorsDay({ actor: "person:A", day: null })).toBeUndefined();
  });

  it("has no rate where nothing was decided, which is not a rate of nought", () => {
    expect(percent(null)).toBe("–");
    expect(percent(0)).toBe("0 %");
    expect(percent(2 / 3)).toBe("67 %");
  });
});
