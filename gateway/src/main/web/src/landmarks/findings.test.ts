import { afterEach, describe, expect, test, vi } from "vitest";
import type { Task } from "./api.ts";
import { type Finding, fetchFindings, foundPoints, nextFound } from "./findings.ts";

const finding = (...points: number[]): Finding => ({
  kind: "point-misplaced",
  severity: "error",
  sentence: "Look at it again.",
  points,
});

afterEach(() => vi.unstubAllGlobals());

describe("findings", () => {
  test("name each point once", () => {
    expect(foundPoints([finding(9, 3), finding(3, 12)])).toEqual([3, 9, 12]);
  });

  test("are gone through from the selected point on and around", () => {
    const findings = [finding(9, 3), finding(12)];
    expect(nextFound(findings, 0)).toBe(3);
    expect(nextFound(findings, 3)).toBe(9);
    expect(nextFound(findings, 12)).toBe(3);
    expect(nextFound([], 3)).toBe(-1);
  });

  test("are asked for under the purpose and refused where they cannot be read", async () => {
    const asked: Array<{ path: string; headers: Headers; body: unknown }> = [];
    const answers = [[finding(3)], [{ ...finding(3), severity: "terrible" }]];
    vi.stubGlobal("document", { cookie: "XSRF-TOKEN=token" });
    vi.stubGlobal("fetch", async (path: string, call: RequestInit) => {
      asked.push({ path, headers: new Headers(call.headers), body: JSON.parse(String(call.body)) });
      return Response.json(answers.shift());
    });
    const schema = { label: "scars@2" } as Task["schema"];
    const task = { id: "7d9f", purpose: "pain-assessment", schema, width: 10, height: 10 } as Task;
    const { signal } = new AbortController();

    expect(await fetchFindings(task, [], signal)).toEqual([finding(3)]);
    expect(asked[0]?.path).toBe("/api/v1/tasks/7d9f/check");
    expect(asked[0]?.headers.get("Visor-Purpose")).toBe("pain-assessment");
    expect(asked[0]?.body).toEqual({ schema: "scars@2", viewPoints: [] });
    await expect(fetchFindings(task, [], signal)).rejects.toThrow();
  });
});
