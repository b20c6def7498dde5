import { afterEach, describe, expect, test, vi } from "vitest";
import { bytes } from "./homeWords.ts";
import {
  byDue,
  fetchFindings,
  type OpenFinding,
  overdue,
  type Standing,
  sentences,
  spaceWarning,
} from "./standing.ts";

const NOW = new Date("2026-11-26T12:00:00Z");

const CALM: Standing = {
  head: { size: 12, time: "2026-11-26T11:59:00Z" },
  witnesses: { configured: false, quorum: null, count: 0, alarmed: false },
  stamps: { configured: false, newest: null },
  verification: { time: "2026-11-26T03:00:00Z", size: 10, passed: true, fault: null },
  space: { level: "calm", full: null, figures: null },
};

function said(standing: Standing, about: string) {
  return sentences(standing).find((one) => one.about === about);
}

describe("how the trail stands", () => {
  test("is said in sentences with numbers and times in UTC", () => {
    expect(said(CALM, "The log")?.sentence).toContain("12 records");
    const verified = said(CALM, "Last verification");
    expect(verified?.tone).toBe("good");
    expect(verified?.sentence).toMatch(/Passed .*UTC: 10 records.*2 records came since/);
    expect(said(CALM, "Witnesses outside")?.sentence).toContain("None is named");
  });

  test("never takes a failed or a missing verification for a passed one", () => {
    const failed = {
      ...CALM,
      verification: { time: "2026-11-26T03:00:00Z", size: 10, passed: false, fault: "Leaf 4 is altered" },
    };
    expect(said(failed, "Last verification")).toMatchObject({ tone: "bad" });
    expect(said(failed, "Last verification")?.sentence).toContain("Leaf 4 is altered. Please tell");
    expect(said({ ...CALM, verification: null }, "Last verification")).toMatchObject({ tone: "ask" });
  });

  test("tells a quorum from none and from an alarm", () => {
    const named = { configured: true, quorum: null, count: 0, alarmed: false };
    expect(said({ ...CALM, witnesses: named }, "Witnesses outside")?.tone).toBe("ask");
    const quorum = { ...named, quorum: { size: 9, time: "2026-11-26T11:00:00Z" }, count: 2 };
    expect(said({ ...CALM, witnesses: quorum }, "Witnesses outside")?.sentence).toContain(
      "2 witnesses signed",
    );
    expect(said({ ...CALM, witnesses: { ...quorum, alarmed: true } }, "Witnesses outside")?.tone).toBe("bad");
  });
});

test("the store's end is warned of at its two levels, and not before", () => {
  const space = (level: string, full: string | null) => ({ ...CALM, space: { level, full, figures: null } });
  expect(spaceWarning(space("unknown", null), NOW)).toBeNull();
  expect(spaceWarning(space("calm", "2027-02-26T12:00:00Z"), NOW)).toBeNull();
  expect(spaceWarning(space("soon", "2026-12-06T12:00:00Z"), NOW)).toMatchObject({ tone: "ask" });
  expect(spaceWarning(space("soon", "2026-12-06T12:00:00Z"), NOW)?.sentence).toContain("full in 10 days");
  expect(spaceWarning(space("urgent", "2026-11-26T18:00:00Z"), NOW)).toMatchObject({ tone: "bad" });
  expect(spaceWarning(space("urgent", "2026-11-26T18:00:00Z"), NOW)?.sentence).toContain("within a day");
});

const FINDING: OpenFinding = {
  id: "1",
  rule: "r",
  severity: "severe",
  sentence: "A sentence.",
  object: "view:1",
  owner: "compliance-officer",
  state: "open",
  created: "2026-11-20T12:00:00Z",
  due: "2026-11-25T12:00:00Z",
};

test("what is due first comes first, what has no date last", () => {
  const none = { ...FINDING, id: "2", due: null };
  const later = { ...FINDING, id: "3", due: "2026-12-01T12:00:00Z" };
  expect(byDue([none, later, FINDING]).map((one) => one.id)).toEqual(["1", "3", "2"]);
  expect([FINDING, later, none].map((one) => overdue(one, NOW))).toEqual([true, false, false]);
});

describe("findings", () => {
  afterEach(() => vi.unstubAllGlobals());

  function answering(status: number, type: string, body: string) {
    vi.stubGlobal("fetch", () =>
      Promise.resolve(new Response(body, { status, headers: { "Content-Type": type } })),
    );
  }

  test("are left out where the gateway keeps none, and only there", async () => {
    answering(404, "application/problem+json", '{"reason":"not-found","detail":"x"}');
    await expect(fetchFindings()).resolves.toBeNull();
    answering(503, "application/problem+json", '{"reason":"trail-unavailable","detail":"x"}');
    await expect(fetchFindings()).rejects.toMatchObject({ reason: "trail-unavailable" });
    answering(200, "application/json", JSON.stringify({ findings: [FINDING] }));
    await expect(fetchFindings()).resolves.toEqual({ findings: [FINDING], more: false });
    answering(200, "application/json", JSON.stringify({ findings: [FINDING], next: "2" }));
    await expect(fetchFindings()).resolves.toMatchObject({ more: true });
  });
});

test("bytes are told as people read them", () => {
  expect([0, 999, 1000, 1_500_000, 2_000_000_000_000].map(bytes)).toEqual([
    "0 bytes",
    "999 bytes",
    "1.0 kB",
    "1.5 MB",
    "2.0 TB",
  ]);
});
