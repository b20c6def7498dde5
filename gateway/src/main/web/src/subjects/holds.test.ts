import { afterEach, describe, expect, it, vi } from "vitest";
import { liftHold, MATTER, placeHold } from "./holds.ts";

const HOLD = { id: "h", matter: "4711", placedAt: "2026-01-01T00:00:00Z", record: "r", liftedAt: null };

afterEach(() => vi.unstubAllGlobals());

describe("a matter", () => {
  it("is a reference, and no name or address", () => {
    for (const matter of ["4711", "12 O 345/26", "LG Bonn 12 O 345/26", "a".repeat(64)]) {
      expect(MATTER.test(matter), matter).toBe(true);
    }
    for (const matter of ["", " 4711", "Müller", "a@b.example", "a".repeat(65)]) {
      expect(MATTER.test(matter), matter).toBe(false);
    }
  });
});

describe("a hold", () => {
  it("is placed by its matter and lifted by its identifier", async () => {
    const fetched = vi.fn<typeof fetch>(
      async () => new Response(JSON.stringify(HOLD), { headers: { "content-type": "application/json" } }),
    );
    vi.stubGlobal("fetch", fetched);
    vi.stubGlobal("document", { cookie: "" });
    await expect(placeHold("4711")).resolves.toEqual(HOLD);
    await expect(liftHold("h")).resolves.toEqual(HOLD);
    expect(fetched.mock.calls.map(([address]) => String(address))).toEqual([
      "/api/v1/holds",
      "/api/v1/holds/h/lift",
    ]);
    expect(fetched.mock.calls[0]?.[1]?.body).toBe(JSON.stringify({ matter: "4711" }));
  });
});
