import { afterEach, describe, expect, it, vi } from "vitest";
import { type Correction, correct, type Declared, faceKey, fetchDeclared } from "./corrections.ts";
import { correctionWords } from "./correctionWords.ts";

const CORRECTION: Correction = {
  id: "c",
  number: 3,
  picture: "p",
  line: 2,
  from: "f",
  to: "t",
  asked: "2026-01-01T00:00:00Z",
  objects: null,
  moved: null,
  record: null,
};
const FACE: Declared = {
  picture: "p",
  line: 2,
  uploaded: "2026-01-01T00:00:00Z",
  reference: "r-1",
  box: "1.0,2.0,3.0,4.0",
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

describe("a correction", () => {
  it("names persons in the body and in no address", async () => {
    const fetched = answering(CORRECTION);
    const wanted = { picture: "p", line: 2, from: "a", to: "b", consent: null, reason: "Mixed up" };
    await expect(correct(wanted)).resolves.toEqual(CORRECTION);
    expect(fetched.mock.calls.map(([address]) => String(address))).toEqual(["/api/v1/reassignments"]);
    expect(fetched.mock.calls[0]?.[1]?.body).toBe(JSON.stringify(wanted));
  });

  it("begins with the faces of one person, named in the body", async () => {
    const fetched = answering([FACE]);
    await expect(fetchDeclared("a")).resolves.toEqual([FACE]);
    expect(fetched.mock.calls.map(([address]) => String(address))).toEqual([
      "/api/v1/reassignments/pictures",
    ]);
    expect(fetched.mock.calls[0]?.[1]?.body).toBe(JSON.stringify({ pseudonym: "a" }));
  });

  it("tells two faces of one picture apart", () => {
    expect(faceKey(FACE)).not.toBe(faceKey({ ...FACE, line: 3 }));
    expect(correctionWords.described(FACE)).toBe("r-1, line 2, at 1.0,2.0,3.0,4.0");
    expect(correctionWords.described({ ...FACE, reference: null, box: null })).toBe("p, line 2");
  });
});
