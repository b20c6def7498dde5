import { afterEach, describe, expect, it, vi } from "vitest";
import { type Approval, ask, end, type Organisation, requestFor, stageOf } from "./organisations.ts";

const ACME: Organisation = { id: "a/1", handle: "acme", created: "2026-01-01T00:00:00Z", ended: null };
const ASKED: Approval = {
  id: "r1",
  act: "tenant.end",
  object: "tenant:a/1",
  reason: "It ended",
  state: "waiting",
  expiresAt: "2026-01-01T04:00:00Z",
};

function answering(body: unknown) {
  const fetched = vi.fn<typeof fetch>(
    async () => new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } }),
  );
  vi.stubGlobal("fetch", fetched);
  vi.stubGlobal("document", { cookie: "" });
  return fetched;
}

afterEach(() => vi.unstubAllGlobals());

describe("an organisation", () => {
  it("is ended at its own address, with the handle said once more", async () => {
    const fetched = answering({ id: "e", tenant: "a/1" });
    await end(ACME, "acme");
    expect(fetched.mock.calls.map(([address]) => String(address))).toEqual(["/api/v1/tenants/a%2F1/end"]);
    expect(fetched.mock.calls[0]?.[1]?.body).toBe(JSON.stringify({ handle: "acme" }));
  });

  it("is asked for by its identifier, which no other has", async () => {
    const fetched = answering(ASKED);
    await ask(ACME, "It ended");
    expect(fetched.mock.calls[0]?.[1]?.body).toBe(
      JSON.stringify({ act: "tenant.end", object: "tenant:a/1", reason: "It ended" }),
    );
  });

  it("goes on until one asked, another granted, and it was done", () => {
    const granted = { ...ASKED, id: "r2", state: "granted" };
    expect(stageOf(ACME, requestFor(ACME, []))).toBe("going");
    expect(stageOf(ACME, requestFor(ACME, [ASKED]))).toBe("asked");
    expect(stageOf(ACME, requestFor(ACME, [granted, ASKED]))).toBe("granted");
    expect(stageOf(ACME, requestFor(ACME, [ASKED, granted]))).toBe("granted");
    for (const state of ["expired", "ended"]) {
      expect(stageOf(ACME, requestFor(ACME, [{ ...granted, state }]))).toBe("going");
    }
    expect(stageOf({ ...ACME, ended: "2026-02-01T00:00:00Z" }, granted)).toBe("ended");
  });

  it("is not ended by what was granted for another, or for another act", () => {
    const granted = { ...ASKED, state: "granted" };
    expect(requestFor(ACME, [{ ...granted, object: "tenant:b" }])).toBeUndefined();
    expect(requestFor(ACME, [{ ...granted, act: "rotate-keys" }])).toBeUndefined();
  });
});
