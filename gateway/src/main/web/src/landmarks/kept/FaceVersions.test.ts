import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { asProblem, type Problem } from "../../access/problem.ts";
import { viewPoint } from "../../views/points.ts";
import type { Sheet, Task } from "../api.ts";
import { FaceVersions } from "./FaceVersions.ts";

const TASK = {
  id: "7d9f",
  purpose: "pain-assessment",
  width: 100,
  height: 80,
  schema: { label: "eyes@2" },
  codes: null,
} as Task;

function sheet(x: number, codes: Sheet["codes"] = {}): Sheet {
  const point = { place: viewPoint(x, 10), state: "visible", provenance: "moved", reason: null } as const;
  return { points: [point], codes };
}

interface Sent {
  readonly path: string;
  readonly json: { save: string; after: number; viewPoints: Array<{ x: number }> };
}

/** A gateway that counts versions as the real one does, and whose answers get lost where `loses` says so. */
class Gateway {
  readonly sent: Sent[] = [];
  readonly kept: Array<{ save: string; x: number; submitted: boolean }> = [];
  loses: Array<"answer" | "request"> = [];
  submitted = false;

  async fetch(path: string, call: RequestInit): Promise<Response> {
    if (call.method === undefined || call.method === "GET") {
      const points = [{ x: 1, y: 1, state: "visible", provenance: "moved", reason: null, deviation: null }];
      return Response.json(points, { headers: { "Visor-Version": String(this.kept.length) } });
    }
    const json = JSON.parse(String(call.body));
    this.sent.push({ path, json });
    const lost = this.loses.shift();
    if (lost === "request") {
      throw new TypeError("Failed to fetch");
    }
    const answer = this.#answer(path, json);
    if (lost === "answer") {
      throw new TypeError("Failed to fetch");
    }
    return answer;
  }

  #answer(path: string, json: Sent["json"]): Response {
    const before = this.kept.findIndex(({ save }) => save === json.save);
    if (before >= 0) {
      return this.#saved(before + 1);
    }
    if (this.submitted) {
      return refuse(409, "already-submitted");
    }
    if (json.after !== this.kept.length) {
      return refuse(409, "stale-version");
    }
    this.submitted = path.endsWith("/submission");
    this.kept.push({ save: json.save, x: json.viewPoints[0]?.x ?? -1, submitted: this.submitted });
    return this.#saved(this.kept.length);
  }

  #saved(version: number): Response {
    return Response.json(
      {
        annotation: `a-${version}`,
        version,
        submitted: this.kept[version - 1]?.submitted ?? false,
        record: `r-${version}`,
        disagreements: [],
      },
      { status: 201 },
    );
  }

  /** Somebody works on it in another window. */
  elsewhere(): void {
    this.kept.push({ save: crypto.randomUUID(), x: -2, submitted: false });
  }
}

function refuse(status: number, reason: string): Response {
  return Response.json(
    { reason, detail: "No.", request: "q-1" },
    { status, headers: { "Content-Type": "application/problem+json" } },
  );
}

let gateway: Gateway;

beforeEach(() => {
  vi.useFakeTimers();
  gateway = new Gateway();
  vi.stubGlobal("document", { cookie: "XSRF-TOKEN=token" });
  vi.stubGlobal("fetch", (path: string, call: RequestInit) => gateway.fetch(path, call));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const begin = (after = 0) => new FaceVersions(TASK, after, () => undefined);
const refused = (tried: Promise<unknown>): Promise<Problem> =>
  tried.then(() => Promise.reject(new Error("It was taken")), asProblem);

describe("handing in", () => {
  test("says what it goes on from, under an id of its own and the schema's version", async () => {
    const versions = begin();
    versions.drafts.changed(sheet(1));
    await vi.advanceTimersByTimeAsync(1_000);
    await versions.drafts.end();
    const { saved, earlier } = await versions.handIn(sheet(2), false);
    expect(saved).toMatchObject({ version: 2, submitted: true });
    expect(earlier).toBe(false);
    expect(gateway.sent.map(({ json }) => json)).toMatchObject([
      { after: 0, schema: "eyes@2" },
      { after: 1, schema: "eyes@2", despite: false },
    ]);
    expect(gateway.sent[0]?.json.save).not.toBe(gateway.sent[1]?.json.save);
  });

  test("finds out about a draft whose answer was lost before it goes on from it", async () => {
    gateway.loses = ["answer"];
    const versions = begin();
    versions.drafts.changed(sheet(1));
    await vi.advanceTimersByTimeAsync(1_000);
    await versions.drafts.end();
    const { saved } = await versions.handIn(sheet(2), false);
    expect(saved.version).toBe(2);
    expect(gateway.kept.map(({ x }) => x)).toEqual([1, 2]);
  });

  test("waits where that cannot be found out, and hands in nothing", async () => {
    gateway.loses = ["answer", "request"];
    const versions = begin();
    versions.drafts.changed(sheet(1));
    await vi.advanceTimersByTimeAsync(1_000);
    await versions.drafts.end();
    expect((await refused(versions.handIn(sheet(2), false))).reason).toBe("unreachable");
    expect(gateway.sent.every(({ path }) => path.endsWith("/drafts"))).toBe(true);
    await versions.handIn(sheet(2), false);
    expect(gateway.kept.map(({ x }) => x)).toEqual([1, 2]);
  });

  test("again after a lost answer is the same hand-in, under the same id", async () => {
    gateway.loses = ["answer"];
    const versions = begin();
    await refused(versions.handIn(sheet(1), false));
    const { saved, earlier } = await versions.handIn(sheet(1), false);
    expect(saved.version).toBe(1);
    expect(earlier).toBe(false);
    expect(gateway.sent[0]?.json).toEqual(gateway.sent[1]?.json);
    expect(gateway.kept).toHaveLength(1);
  });

  test("with other points, or other codes, is never taken for the lost one", async () => {
    gateway.loses = ["request", "request"];
    const versions = begin();
    await refused(versions.handIn(sheet(1), false));
    await refused(versions.handIn(sheet(1, { expression: "neutral" }), false));
    await versions.handIn(sheet(2), false);
    expect(new Set(gateway.sent.map(({ json }) => json.save)).size).toBe(3);
    expect(gateway.kept.map(({ x }) => x)).toEqual([2]);
  });

  test("tells that an earlier try had arrived where something was changed since", async () => {
    gateway.loses = ["answer"];
    const versions = begin();
    await refused(versions.handIn(sheet(1), false));
    const { saved, earlier } = await versions.handIn(sheet(2), false);
    expect(saved.version).toBe(1);
    expect(earlier).toBe(true);
    expect(gateway.kept.map(({ x }) => x)).toEqual([1]);
  });

  test("is refused as it was where none of the earlier tries had arrived", async () => {
    gateway.loses = ["request"];
    const versions = begin();
    await refused(versions.handIn(sheet(1), false));
    gateway.submitted = true;
    expect((await refused(versions.handIn(sheet(2), false))).reason).toBe("already-submitted");
  });
});

describe("another window", () => {
  test("is noticed by a draft, and nothing is sent until somebody said what to go on with", async () => {
    const versions = begin();
    gateway.elsewhere();
    versions.drafts.changed(sheet(1));
    await vi.advanceTimersByTimeAsync(1_000);
    versions.drafts.changed(sheet(2));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(versions.drafts.state).toMatchObject({ kind: "stale", unsent: 2 });
    expect(gateway.sent).toHaveLength(1);

    await versions.newest();
    versions.drafts.again();
    await vi.advanceTimersByTimeAsync(0);
    expect(versions.drafts.state.kind).toBe("saved");
    expect(gateway.kept.map(({ x }) => x)).toEqual([-2, 2]);
  });

  test("is noticed by a hand-in, too, which goes on from what is there once it is known", async () => {
    const versions = begin();
    gateway.elsewhere();
    await versions.drafts.end();
    expect((await refused(versions.handIn(sheet(1), false))).reason).toBe("stale-version");
    versions.drafts.resume();
    expect(versions.drafts.state.kind).toBe("stale");

    const { start } = await versions.newest();
    expect(start.version).toBe(1);
    versions.drafts.forget();
    expect((await versions.handIn(sheet(1), false)).saved.version).toBe(2);
  });
});
