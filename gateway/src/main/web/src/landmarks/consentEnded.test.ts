// @vitest-environment happy-dom

import "fake-indexeddb/auto";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { WorkPage } from "./WorkPage.tsx";
import { words } from "./words.ts";

const TASK = {
  id: "7d9f",
  purpose: "pain-assessment",
  turn: "place",
  lookedAt: null,
  noted: false,
  guidelineVersion: 1,
  leaseEnds: null,
  width: 64,
  height: 64,
  schema: {
    label: "box4",
    id: "box4",
    points: ["one", "two"],
    definitions: [null, null],
    contours: [],
    groups: [],
    flip: [1, 0],
    mean: [
      { x: 0.2, y: 0.5 },
      { x: 0.8, y: 0.5 },
    ],
  },
  codes: null,
  rules: { occluded: "as-found", required: [] },
  budget: null,
};

const POINT = { y: 32, state: "visible", provenance: "suggested-untouched", reason: null, deviation: 1 };

const ENDED = Response.json(
  { reason: "consent-ended", detail: "The consent ended.", request: "q-1" },
  { status: 403, headers: { "Content-Type": "application/problem+json" } },
);

/** The gateway with one face, whose person takes the consent back once `ended` says so; then nothing waits. */
function gateway(ended: () => boolean) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    const what = path.replace(/^.*\/tasks\/(7d9f\/)?/, "").replace(/\?.*/, "");
    asked.push(what);
    switch (what) {
      case "next":
        return ended() ? new Response(null, { status: 204 }) : Response.json(TASK);
      case "points":
        return Response.json(
          [
            { x: 16, ...POINT },
            { x: 48, ...POINT },
          ],
          { headers: { "Visor-Version": "0" } },
        );
      case "grants":
        return Response.json({ grant: "0011" }, { status: 201 });
      case "view":
        return new Response(new Uint8Array([1]), { headers: { "Visor-Receipt": "r-1" } });
      case "standing":
        return ended() ? ENDED.clone() : new Response(null, { status: 204 });
      default:
        return Response.json([]);
    }
  });
  return asked;
}

/** A canvas that takes whatever is drawn. */
const paper = () =>
  new Proxy({} as CanvasRenderingContext2D, {
    get: (kept, name) => Reflect.get(kept, name) ?? (() => undefined),
  });

const closed = vi.fn();
let root: Root;

// What the page fetches later is to be there at once: the clock that the test turns says nothing of a disk.
beforeAll(async () => {
  await Promise.all([import("./SidePanels.tsx"), import("./comfort/BreakNotice.tsx")]);
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("createImageBitmap", async () => ({ width: 64, height: 64, close: closed }));
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation(paper as never);
});

afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  closed.mockReset();
});

async function opensTheFace(): Promise<void> {
  const place = document.body.appendChild(document.createElement("div"));
  root = createRoot(place);
  await act(async () =>
    root.render(createElement(QueryClientProvider, { client: new QueryClient() }, createElement(WorkPage))),
  );
  await act(async () => document.querySelector<HTMLElement>("button.large")?.click());
  await passes(() => document.querySelector(".finish button.primary") !== null);
}

/** Lets half seconds pass until something holds. */
async function passes(holds: () => boolean, most = 60): Promise<void> {
  for (let i = 0; i < most && !holds(); i++) {
    await act(async () => {
      await vi.advanceTimersByTimeAsync(500);
      await new Promise((done) => setImmediate(done));
    });
  }
}

const said = () =>
  [...document.querySelectorAll("[role=status], [role=alert]")].map((one) => one.textContent);

test("a face whose consent ended is closed, though nobody changes anything, and the page says so in one sentence", async () => {
  let ended = false;
  const asked = gateway(() => ended);
  await opensTheFace();
  await passes(() => asked.includes("standing"));
  expect(document.querySelectorAll(".editor canvas")).toHaveLength(1);
  expect(closed).not.toHaveBeenCalled();

  ended = true;
  // The page asks each quarter of a minute.
  await passes(() => document.querySelector(".editor canvas") === null, 32);

  expect(document.querySelector(".editor canvas")).toBeNull();
  expect(closed).toHaveBeenCalledTimes(1);
  await passes(() => said().includes(words.none), 4);
  expect(asked.filter((one) => one === "drafts" || one === "submission")).toEqual([]);
  expect(said().filter((one) => one === words.consentEnded)).toHaveLength(1);
  const later = asked.length;
  await passes(() => false, 40);
  expect(asked.slice(later), "nothing is asked about that face any more").toEqual([]);
});

test("a face whose consent stands stays open, however often the page asks", async () => {
  const asked = gateway(() => false);
  await opensTheFace();

  await passes(() => asked.filter((one) => one === "standing").length > 2, 100);

  expect(asked.filter((one) => one === "standing").length).toBeGreaterThan(2);
  expect(document.querySelectorAll(".editor canvas")).toHaveLength(1);
  expect(closed).not.toHaveBeenCalled();
  expect(said()).not.toContain(words.consentEnded);
});
