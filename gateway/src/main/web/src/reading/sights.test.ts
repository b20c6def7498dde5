import { describe, expect, test } from "vitest";
import { bars, graph, type Sight } from "./sights.ts";
import { readSights } from "./sightsAddress.ts";

const SIGHT: Sight = {
  actor: "Rosa Lind",
  label: "person:rosa-label-that-is-long",
  subject: "0b5e3a52-0000-4000-8000-000000000001",
  person: "p1",
  opened: 10,
  sent: 9,
  first: "2026-11-20T12:00:00Z",
  last: "2026-11-25T12:00:00Z",
  odd: 0,
};

describe("the graph", () => {
  test("has one line for each pair and one node for each end", () => {
    const sights = [
      SIGHT,
      { ...SIGHT, person: "p2", subject: null, opened: 2, odd: 1 },
      { ...SIGHT, actor: "person:other", label: "person:other", opened: 1 },
    ];
    const drawn = graph(sights, (sight) => String(sight.opened));
    expect(drawn.edges.map((edge) => edge.title)).toEqual(["10", "2", "1"]);
    expect(drawn.edges.map((edge) => edge.odd)).toEqual([false, true, false]);
    expect(drawn.actors.map((node) => node.text)).toEqual(["Rosa Lind", "person:other"]);
    expect(drawn.persons.map((node) => node.text)).toEqual(["0b5e3a52…", "p2…"]);
    const [first, second] = drawn.edges;
    expect(first?.width).toBeGreaterThan(second?.width ?? Number.POSITIVE_INFINITY);
    expect(
      new Set([...drawn.actors, ...drawn.persons].map((node) => node.y > 0 && node.y < drawn.height)),
    ).toEqual(new Set([true]));
  });

  test("of nobody is empty", () => {
    expect(graph([], () => "")).toMatchObject({ actors: [], persons: [], edges: [] });
  });
});

test("days lie where they belong, those without an opening between them", () => {
  const drawn = bars([
    { day: "2026-11-20", opened: 4, odd: 1 },
    { day: "2026-11-23", opened: 2, odd: 2 },
  ]);
  expect(drawn.map((bar) => bar.x)).toEqual([0, 0.75]);
  expect(drawn.map((bar) => [bar.height, bar.oddHeight])).toEqual([
    [1, 0.25],
    [0.5, 0.5],
  ]);
  expect(bars([])).toEqual([]);
});

test("an address holds labels, times and a zone, and never a name", () => {
  const read = readSights({
    actor: "person:x",
    from: "2026-11-20T12:00:00Z",
    zone: "Europe/Berlin",
    name: "Rosa Lind",
    pseudonym: "demo-person-01",
    all: "yes",
  });
  expect(read).toEqual({ actor: "person:x", from: "2026-11-20T12:00:00Z", zone: "Europe/Berlin" });
  expect(readSights({ zone: "<script>" })).toEqual({});
});
