import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { HandOver } from "./HandOver.ts";
import { MOST, PromiseStore } from "./PromiseStore.ts";
import { byLog, logOf } from "./promise.ts";

const LOG = "visor/abcdefgh234567ab";
const WITNESS = "https://witness.example/add-promises";

/** A promise's form; its signature is none. */
function promise(i: number, log = LOG): string {
  const note = `visor-promise/v1\n${log}\nleaf${i}=\n2026-11-26T10:00:00Z\n\n\u2014 ${log} AAAA\n`;
  return Buffer.from(note, "utf8").toString("base64url");
}

const promises = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => promise(from + i));

async function kept(store: PromiseStore): Promise<readonly string[]> {
  return (await store.all()).map((one) => one.line);
}

test("a line tells its log, and only a promise does", () => {
  expect(logOf(promise(1))).toBe(LOG);
  for (const other of [
    "",
    "!",
    `${promise(1)}=`,
    promise(1).slice(4),
    btoa("visor/x\n1\n"),
    "A".repeat(2000),
  ]) {
    expect(logOf(other)).toBeNull();
  }
  expect([...byLog([promise(1), promise(2, "visor/b"), "x", promise(3)])]).toEqual([
    [LOG, [promise(1), promise(3)]],
    ["visor/b", [promise(2, "visor/b")]],
  ]);
});

describe("the store", () => {
  let browser: IDBFactory;
  let store: PromiseStore;

  beforeEach(() => {
    browser = new IDBFactory();
    store = new PromiseStore(browser);
  });

  test("keeps a promise and when it was kept, and nothing else", async () => {
    await store.keep(promise(1), 1234);
    expect(await store.all()).toEqual([{ id: 1, line: promise(1), at: 1234, handed: false }]);
  });

  test("keeps each once, in order, through reloads", async () => {
    for (const i of [3, 1, 2, 1, 3]) {
      await store.keep(promise(i), i);
    }
    expect(await kept(new PromiseStore(browser))).toEqual([promise(3), promise(1), promise(2)]);
  });

  test("keeps the newest thousand, whatever comes at once", async () => {
    await Promise.all(promises(0, MOST + 25).map((line) => store.keep(line, 0)));
    expect(await kept(store)).toEqual(promises(25, MOST + 25));
  });

  test("keeps nothing that is no promise", async () => {
    await store.keep("somebody's name", 0);
    expect(await kept(store)).toEqual([]);
  });

  test("knows through reloads what a witness has", async () => {
    await Promise.all(promises(0, 4).map((line) => store.keep(line, 0)));
    await store.handed([promise(1), promise(2), promise(9)]);
    const again = new PromiseStore(browser);
    expect(await again.waiting()).toEqual([promise(0), promise(3)]);
    await again.keep(promise(1), 5);
    expect(await again.waiting()).toEqual([promise(0), promise(3)]);
  });
});

describe("handing over", () => {
  let store: PromiseStore;
  /** What the witness took. */
  let taken: string[];
  /** How many requests it got. */
  let asked: number;

  beforeEach(async () => {
    store = new PromiseStore(new IDBFactory());
    taken = [];
    asked = 0;
    await Promise.all(promises(0, 20).map((line) => store.keep(line, 0)));
  });

  /** A witness that refuses a request with these lines, as the real one does. */
  const witness = (bad: Readonly<Record<string, number>> = {}) =>
    new HandOver(store, async (lines) => {
      asked++;
      const refusal = lines.map((line) => bad[line]).find((status) => status !== undefined);
      if (refusal === undefined) {
        taken.push(...lines);
      }
      return refusal ?? 200;
    });

  test("brings all that waits, once", async () => {
    const one = witness();
    await one.round();
    expect(taken).toEqual(promises(0, 20));
    await store.keep(promise(20), 0);
    await one.round();
    await one.round();
    expect(taken).toEqual(promises(0, 21));
    expect(asked).toBe(2);
  });

  test("keeps what a witness that is away, full or busy did not take", async () => {
    const away = new HandOver(store, () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(away.round()).rejects.toThrow();
    for (const status of [429, 500, 503, 507]) {
      await witness({ [promise(7)]: status }).round();
    }
    expect(taken).toEqual([]);
    expect(asked).toBe(4);
    expect(await store.waiting()).toEqual(promises(0, 20));
    // The same page goes on as soon as the witness is back.
    await away.round().catch(() => undefined);
    await witness().round();
    expect(await store.waiting()).toEqual([]);
  });

  test("lets no refused line keep the others back", async () => {
    const one = witness({ [promise(7)]: 403, [promise(12)]: 400 });
    await one.round();
    expect(taken).toEqual(promises(0, 20).filter((line) => line !== promise(7) && line !== promise(12)));
    const before = asked;
    await one.round();
    expect(asked).toBe(before);
    expect(await store.waiting()).toEqual([promise(7), promise(12)]);
  });

  test("does not storm a witness that refuses everything", async () => {
    await Promise.all(promises(20, 600).map((line) => store.keep(line, 0)));
    await witness(Object.fromEntries(promises(0, 600).map((line) => [line, 403]))).round();
    expect(asked).toBe(32);
  });

  test("brings the logs that a witness knows, and not those that it does not", async () => {
    await store.keep(promise(1, "visor/unknown"), 0);
    await store.keep(promise(1, "visor/known"), 0);
    await witness({ [promise(1, "visor/unknown")]: 404 }).round();
    expect(taken).toContain(promise(1, "visor/known"));
    expect(await store.waiting()).toEqual([promise(1, "visor/unknown")]);
    // It may be told of the log later.
    await witness().round();
    expect(await store.waiting()).toEqual([]);
  });

  test("brings the page's newest as it goes away, at once and as many as a browser lets through", async () => {
    await Promise.all(promises(20, 400).map((line) => store.keep(line, 0)));
    const sizes: number[] = [];
    const page = new HandOver(store, async (lines, leaving) => {
      expect(leaving).toBe(true);
      sizes.push(lines.join("\n").length);
      return 200;
    });
    for (const line of promises(200, 400)) {
      page.note(line);
    }
    const left = page.leave();
    // Whatever waits for the store comes too late.
    expect(sizes).toHaveLength(1);
    await left;
    expect(await store.waiting()).toEqual(promises(0, 250));
    expect(sizes.every((size) => size < 64 * 1024)).toBe(true);
    await page.leave();
    expect(sizes).toHaveLength(1);
  });
});

describe("the page", () => {
  const listeners = new Map<string, () => void>();

  /** The page's own code, loaded as by a page of its own. */
  const load = async () => {
    vi.resetModules();
    const { send } = await import("../access/api.ts");
    return { send, ...(await import("./promises.ts")), ...(await import("./handOverTo.ts")) };
  };

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
    vi.stubGlobal("indexedDB", new IDBFactory());
    vi.stubGlobal("document", {
      cookie: "",
      visibilityState: "hidden",
      addEventListener: (name: string, listener: () => void) => listeners.set(name, listener),
      removeEventListener: (name: string) => listeners.delete(name),
    });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test("keeps what comes with an answer, a refusal too, and hands it over when it is hidden", async () => {
    const answers = [
      new Response("a picture", { headers: { "Visor-Promise": promise(1) } }),
      new Response("{}", { status: 403, headers: { "Visor-Promise": promise(2) } }),
      new Response("nothing promised"),
    ];
    const handed: RequestInit[] = [];
    vi.stubGlobal("fetch", async (to: string, request: RequestInit) => {
      if (to === WITNESS) {
        handed.push(request);
        return new Response("new 2\n");
      }
      return answers.shift();
    });
    const { send, handOverTo, promiseStore } = await load();
    const stop = handOverTo(WITNESS);
    await send("/one");
    await expect(send("/two")).rejects.toMatchObject({ status: 403 });
    await send("/three");
    await vi.waitFor(async () => expect(await kept(promiseStore())).toEqual([promise(1), promise(2)]));

    listeners.get("visibilitychange")?.();
    await vi.waitFor(async () => expect(await promiseStore().waiting()).toEqual([]));
    expect(handed).toMatchObject([
      { method: "POST", body: `${promise(1)}\n${promise(2)}\n`, credentials: "omit", keepalive: true },
    ]);
    stop();
    expect(listeners.size).toBe(0);
  });

  test("answers where there is no storage and no witness", async () => {
    vi.stubGlobal("indexedDB", undefined);
    vi.stubGlobal("fetch", async (to: string) => {
      if (to === WITNESS) {
        throw new TypeError("Failed to fetch");
      }
      return new Response("fine", { headers: { "Visor-Promise": promise(3) } });
    });
    const { send, handOverTo, promiseStore } = await load();
    const stop = handOverTo(WITNESS);
    expect(await (await send("/one")).text()).toBe("fine");
    listeners.get("visibilitychange")?.();
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(() => promiseStore()).not.toThrow();
    await expect((async () => promiseStore().all())()).rejects.toThrow();
    stop();
  });
});
