import { afterEach, describe, expect, test, vi } from "vitest";
import { asProblem } from "../access/problem.ts";
import { fetchPoints, fetchView, skip, type Task, takeBack } from "./api.ts";

const TASK = { id: "7d9f", purpose: "pain-assessment" } as Task;
const SECRET = "00112233445566778899aabbccddeeff";

/** The gateway's answers in their order, and what was asked. */
function gateway(...answers: Response[]) {
  const asked: Array<{ method: string; path: string; headers: Headers }> = [];
  vi.stubGlobal("document", { cookie: "XSRF-TOKEN=token" });
  vi.stubGlobal(
    "createImageBitmap",
    vi.fn(async () => ({ close() {} })),
  );
  vi.stubGlobal("fetch", async (path: string, call: RequestInit) => {
    asked.push({ method: call.method ?? "GET", path, headers: new Headers(call.headers) });
    const answer = answers.shift();
    if (answer === undefined) {
      throw new Error("asked too often");
    }
    return answer;
  });
  return asked;
}

const granted = () =>
  Response.json({ grant: SECRET, expires: "2026-11-27T05:00:00Z", again: 0 }, { status: 201 });

afterEach(() => vi.unstubAllGlobals());

describe("a view", () => {
  test("is fetched under a grant of its own, in a header and in no address", async () => {
    const asked = gateway(
      granted(),
      new Response(new Uint8Array([1]), { headers: { "Visor-Receipt": "r-1" } }),
    );

    const { receipt } = await fetchView(TASK, new AbortController().signal);

    expect(receipt).toBe("r-1");
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /api/v1/tasks/7d9f/grants",
      "GET /api/v1/tasks/7d9f/view",
    ]);
    expect(asked[0]?.headers.has("Visor-Grant")).toBe(false);
    expect(asked[1]?.headers.get("Visor-Grant")).toBe(SECRET);
    expect(asked.every(({ headers }) => headers.get("Visor-Purpose") === "pain-assessment")).toBe(true);
  });

  test("is not asked for where no grant is given, and the page says why", async () => {
    const asked = gateway(
      Response.json(
        { reason: "grants-spent", detail: "Take it anew.", request: "q-1" },
        { status: 409, headers: { "Content-Type": "application/problem+json" } },
      ),
    );

    const problem = await fetchView(TASK, new AbortController().signal).catch(asProblem);

    expect(problem).toMatchObject({ reason: "grants-spent", message: "Take it anew." });
    expect(asked).toHaveLength(1);
  });
});

describe("a face's points", () => {
  test("are asked for by the schema's version that the page counts by, and say their own", async () => {
    const point = { x: 1, y: 2, state: "visible", provenance: "moved", reason: null, deviation: null };
    const asked = gateway(Response.json([point], { headers: { "Visor-Version": "4" } }));

    const start = await fetchPoints(
      { ...TASK, schema: { label: "eyes@2" } } as Task,
      new AbortController().signal,
    );

    expect(start.version).toBe(4);
    expect(asked.map(({ path }) => path)).toEqual(["/api/v1/tasks/7d9f/points?schema=eyes%402"]);
  });
});

describe("a turn", () => {
  test("ends by skipping for a reason, and begins again by taking back, for the same purpose", async () => {
    const asked = gateway(new Response(null, { status: 204 }), new Response(null, { status: 204 }));

    await skip(TASK, "unusable");
    await takeBack({ task: TASK.id, purpose: TASK.purpose });

    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /api/v1/tasks/7d9f/skip",
      "POST /api/v1/tasks/7d9f/reopen",
    ]);
    expect(asked.every(({ headers }) => headers.get("Visor-Purpose") === "pain-assessment")).toBe(true);
  });
});
