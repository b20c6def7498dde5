import { afterEach, describe, expect, it, vi } from "vitest";
import { amount, type Budget, releasable, releaseBudget, stateOf } from "./budgets.ts";
import { budgetWords } from "./budgetWords.ts";

const BUDGET: Budget = {
  id: "b",
  annotator: "Anna",
  label: "person:x",
  project: "p",
  projectName: "Faces",
  kind: "views",
  used: 5,
  most: 10,
  warned: false,
  running: true,
  begins: "2026-11-27T12:00:00Z",
  frees: "2026-11-27T13:00:00Z",
  stoppedAt: null,
  release: null,
};
const STOPPED = { ...BUDGET, used: 9, stoppedAt: "2026-11-27T12:30:00Z", warned: true };

afterEach(() => vi.unstubAllGlobals());

describe("a budget", () => {
  it("is open, warned, used up, or over", () => {
    expect(stateOf(BUDGET)).toBe("open");
    expect(stateOf({ ...BUDGET, used: 8, warned: true })).toBe("warned");
    expect(stateOf({ ...BUDGET, used: 10, warned: true })).toBe("used-up");
    expect(stateOf({ ...STOPPED, running: false })).toBe("over");
  });

  it("is used up for whoever was stopped, though a smaller picture would fit, until it is released", () => {
    expect(stateOf(STOPPED)).toBe("used-up");
    expect(stateOf({ ...STOPPED, most: 20, warned: false, release: "r" })).toBe("open");
    expect(stateOf({ ...STOPPED, used: 20, most: 20, release: "r" })).toBe("used-up");
  });

  it("can be released once, while it runs", () => {
    expect(releasable(STOPPED)).toBe(true);
    expect(releasable({ ...STOPPED, release: "r" })).toBe(false);
    expect(releasable({ ...STOPPED, running: false })).toBe(false);
  });

  it("is released with a reason", async () => {
    const fetched = vi.fn<typeof fetch>(
      async () => new Response(JSON.stringify(BUDGET), { headers: { "content-type": "application/json" } }),
    );
    vi.stubGlobal("fetch", fetched);
    vi.stubGlobal("document", { cookie: "" });
    await expect(releaseBudget("b", "overtime")).resolves.toEqual(BUDGET);
    expect(String(fetched.mock.calls[0]?.[0])).toBe("/api/v1/budgets/b/release");
    expect(fetched.mock.calls[0]?.[1]?.body).toBe(JSON.stringify({ reason: "overtime" }));
  });

  it("tells bytes in MiB, a started one as a whole", () => {
    expect(amount("bytes", 1)).toBe("1 MiB");
    expect(amount("bytes", 2_147_483_648)).toBe("2048 MiB");
    expect(amount("views", 7)).toBe("7");
  });

  it("warns in one sentence", () => {
    const warning = { kind: "views", used: 8, most: 10, frees: "2026-11-27T13:00:00Z" } as const;
    expect(budgetWords.warning(warning, "13:00 UTC")).toBe(
      "You have used 8 of 10 of your views for this hour on this project. It is free again at 13:00 UTC.",
    );
  });
});
