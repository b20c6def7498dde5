import { afterEach, describe, expect, it, vi } from "vitest";
import { type Erasure, erase, GROUNDS, receiptAddress } from "./erasures.ts";
import { erasureWords } from "./erasureWords.ts";

const ERASURE: Erasure = {
  id: "e/1",
  subject: "s",
  number: 1,
  ground: "objection",
  asked: "2026-01-01T00:00:00Z",
  objects: 0,
  blanked: 0,
  destroyed: 0,
  unreadable: null,
  backupsBy: "2026-01-31T00:00:00Z",
  backups: null,
  record: null,
};

afterEach(() => vi.unstubAllGlobals());

describe("an erasure", () => {
  it("is asked for with ground and what becomes of shared pictures, and the name in no address", async () => {
    const fetched = vi.fn<typeof fetch>(
      async () => new Response(JSON.stringify(ERASURE), { headers: { "content-type": "application/json" } }),
    );
    vi.stubGlobal("fetch", fetched);
    vi.stubGlobal("document", { cookie: "" });
    await expect(erase("p-17", "objection", "destroy")).resolves.toEqual(ERASURE);
    expect(fetched.mock.calls.map(([address]) => String(address))).toEqual(["/api/v1/erasures"]);
    expect(fetched.mock.calls[0]?.[1]?.body).toBe(
      JSON.stringify({ pseudonym: "p-17", ground: "objection", groupPictures: "destroy" }),
    );
  });

  it("has its receipt at an address that its identifier cannot leave", () => {
    expect(receiptAddress(ERASURE)).toBe("/api/v1/erasures/e%2F1/receipt");
  });

  it("says what went, and nothing of what did not happen", () => {
    expect(erasureWords.went(1, 0, 0)).toBe("1 object");
    expect(erasureWords.went(5, 1, 2)).toBe(
      "5 objects, 1 shared picture blanked, 2 shared pictures destroyed",
    );
    expect(Object.keys(erasureWords.grounds)).toEqual([...GROUNDS]);
  });
});
