import { IDBFactory } from "fake-indexeddb";
import { describe, expect, test } from "vitest";
import { forgetKeptWork } from "../../access/keptWork.ts";
import { viewPoint } from "../../views/points.ts";
import { History } from "../history.ts";
import { confirm, type Landmark, move, type Points, setReason, setState } from "../points.ts";
import { historyText, MOST_STEPS, readHistory } from "./historyText.ts";
import { keptHistory } from "./KeptWork.ts";
import { LONGEST_MS, WorkStore } from "./WorkStore.ts";

const SIZE = { width: 100, height: 80 };
const suggested = (x: number): Landmark => ({
  place: viewPoint(x, 10.25),
  state: "visible",
  provenance: "suggested-untouched",
  reason: null,
});
const START: Points = [suggested(10), suggested(20), suggested(30)];

function worked(): History<Points> {
  const history = new History<Points>(START);
  history.step(move(history.now, 1, viewPoint(21.125, 1 / 3), SIZE));
  history.step(setState(history.now, 2, "ambiguous", SIZE));
  history.step(setReason(history.now, 2, "two edges"));
  history.step(confirm(history.now, 0));
  history.step(setState(history.now, 0, "not-labelled", SIZE));
  history.undo();
  history.undo();
  return history;
}

describe("a history as text", () => {
  test("comes back with every step, both ways", () => {
    const before = worked();
    const after = readHistory(historyText(before), 3);
    expect(after?.now).toEqual(before.now);
    expect(after?.past).toEqual(before.past);
    expect(after?.future).toEqual(before.future);
    after?.redo();
    after?.redo();
    expect(after?.now[0]?.state).toBe("not-labelled");
    for (let i = 0; i < 9; i++) {
      after?.undo();
    }
    expect(after?.now).toEqual(START);
  });

  test("keeps so many steps, and those nearest to now", () => {
    const history = new History<Points>(START);
    for (let i = 1; i <= 2 * MOST_STEPS; i++) {
      history.step(move(history.now, 0, viewPoint(i / 10, 0), SIZE));
    }
    const after = readHistory(historyText(history), 3);
    expect(after?.past).toHaveLength(MOST_STEPS);
    expect(after?.past.at(-1)?.[0]?.place?.x).toBeCloseTo((2 * MOST_STEPS - 1) / 10);
  });

  test("is refused where it is anything else, or of another face", () => {
    const text = historyText(worked());
    expect(readHistory(text, 4)).toBeNull();
    expect(readHistory(text.replace('"version":1', '"version":2'), 3)).toBeNull();
    expect(readHistory(text.replace('"past":[[[', '"past":[[[7,{}],['), 3)).toBeNull();
    expect(readHistory(text.replace("[[0,", "[[17,").replace("[[1,", "[[17,"), 3)).toBeNull();
    for (const other of ["", "null", "{", "[]"]) {
      expect(readHistory(other, 3)).toBeNull();
    }
  });
});

describe("what lies in the browser", () => {
  test("opens for its task, and for no other", async () => {
    const factory = new IDBFactory();
    await new WorkStore(factory).put("task-1", "secret places");
    const store = new WorkStore(factory);
    expect(await store.get("task-1")).toBe("secret places");
    expect(await store.get("task-2")).toBeNull();
    await passesFor(factory, "task-1", "task-2");
    expect(await store.get("task-2")).toBeNull();
  });

  test("is not readable, and its key cannot be taken out", async () => {
    const factory = new IDBFactory();
    await new WorkStore(factory).put("task-1", "secret places");
    const { work, key } = await rows(factory);
    const bytes = new TextDecoder("latin1").decode(work[0]?.sealed as ArrayBuffer);
    expect(bytes).not.toContain("secret");
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
  });

  test("goes when it is removed, when it is too old, and at a sign-out with its key", async () => {
    const factory = new IDBFactory();
    let now = 0;
    const store = new WorkStore(factory, () => now);
    await store.put("task-1", "one");
    await store.put("task-2", "two");
    await store.remove("task-1");
    expect(await store.get("task-1")).toBeNull();
    now = LONGEST_MS + 1;
    expect(await store.get("task-2")).toBeNull();
    await store.prune();
    expect((await rows(factory)).work).toHaveLength(0);
    await store.put("task-3", "three");
    await forgetKeptWork(factory);
    expect(await factory.databases()).toEqual([]);
    await forgetKeptWork(undefined);
  });
});

describe("going on from what was kept", () => {
  test("is right where the gateway has a state that this browser knows", async () => {
    const store = new WorkStore(new IDBFactory());
    const history = worked();
    await store.put("task", historyText(history));
    // Nothing was saved yet, or what was saved last is one of the steps, or what is now.
    for (const sent of [START, history.past.at(-1) ?? START, history.now]) {
      expect((await keptHistory(store, "task", sent, SIZE))?.now).toEqual(history.now);
    }
  });

  test("is wrong where somebody else has worked on the face since", async () => {
    const store = new WorkStore(new IDBFactory());
    await store.put("task", historyText(worked()));
    const others = move(START, 0, viewPoint(55, 55), SIZE);
    expect(await keptHistory(store, "task", others, SIZE)).toBeNull();
    expect(await keptHistory(store, "another", START, SIZE)).toBeNull();
  });
});

async function database(factory: IDBFactory): Promise<IDBDatabase> {
  const opening = factory.open("visor-work");
  await new Promise((resolve) => {
    opening.onsuccess = resolve;
  });
  return opening.result;
}

async function rows(factory: IDBFactory) {
  const open = await database(factory);
  const read = (name: string) =>
    new Promise<unknown[]>((resolve) => {
      const all = open.transaction(name).objectStore(name).getAll();
      all.onsuccess = () => resolve(all.result);
    });
  const work = (await read("work")) as Array<{ sealed: unknown }>;
  const [key] = (await read("keys")) as CryptoKey[];
  open.close();
  return { work, key: key as CryptoKey };
}

/** Puts one task's entry in another's place. */
async function passesFor(factory: IDBFactory, from: string, to: string): Promise<void> {
  const open = await database(factory);
  const table = open.transaction("work", "readwrite").objectStore("work");
  await new Promise<void>((resolve) => {
    const read = table.get(from);
    read.onsuccess = () => {
      table.put({ ...read.result, task: to }).onsuccess = () => resolve();
    };
  });
  open.close();
}
