import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Problem } from "../../access/problem.ts";
import { type Save, SaveQueue } from "./SaveQueue.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A gateway that answers as it is told to, and everything that it was sent. */
function gateway(...answers: Array<unknown | null>) {
  const sent: Array<Save<string>> = [];
  const queue = new SaveQueue<string>(
    async (save) => {
      sent.push(save);
      const answer = answers.shift() ?? null;
      if (answer !== null) {
        throw answer;
      }
    },
    () => undefined,
  );
  const texts = () => sent.map(({ what }) => what);
  return { queue, sent, texts };
}

const offline = () => new TypeError("Failed to fetch");

describe("saving", () => {
  test("waits a second after the last change, and sends the newest state once", async () => {
    const { queue, texts } = gateway();
    queue.changed("a");
    await vi.advanceTimersByTimeAsync(900);
    queue.changed("b");
    await vi.advanceTimersByTimeAsync(900);
    expect(texts()).toEqual([]);
    expect(queue.state).toEqual({ kind: "pending", unsent: 2, error: null });
    await vi.advanceTimersByTimeAsync(100);
    expect(texts()).toEqual(["b"]);
    expect(queue.state).toEqual({ kind: "saved", unsent: 0, error: null });
  });

  test("sends one at a time and in order", async () => {
    let arrive: () => void = () => undefined;
    const sent: string[] = [];
    const queue = new SaveQueue<string>(
      ({ what }) => {
        sent.push(what);
        return new Promise((done) => {
          arrive = done;
        });
      },
      () => undefined,
    );
    queue.changed("a");
    await vi.advanceTimersByTimeAsync(1_000);
    queue.changed("b");
    queue.changed("c");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toEqual(["a"]);
    expect(queue.state).toEqual({ kind: "sending", unsent: 3, error: null });
    arrive();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(["a", "c"]);
  });

  test("gives each save an id of its own", async () => {
    const { queue, sent } = gateway();
    queue.changed("a");
    await vi.advanceTimersByTimeAsync(1_000);
    queue.changed("b");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent[0]?.id).not.toBe(sent[1]?.id);
    expect(sent[0]?.id).toMatch(/^[0-9a-f]{8}-/);
  });
});

describe("without the network", () => {
  test("sends the same again, under the same id, before anything newer", async () => {
    const { queue, sent, texts } = gateway(offline(), offline());
    queue.changed("a");
    await vi.advanceTimersByTimeAsync(1_000);
    queue.changed("b");
    expect(queue.state).toEqual({ kind: "waiting", unsent: 2, error: null });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(texts()).toEqual(["a", "a"]);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(texts()).toEqual(["a", "a"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(texts()).toEqual(["a", "a", "a", "b"]);
    expect(new Set(sent.slice(0, 3).map(({ id }) => id)).size).toBe(1);
    expect(queue.state).toEqual({ kind: "saved", unsent: 0, error: null });
  });

  test("asks ever less often, but once a minute at least, and at once when the network is back", async () => {
    const { queue, texts } = gateway(...Array.from({ length: 12 }, offline));
    queue.changed("a");
    await vi.advanceTimersByTimeAsync(1_000 + 63_000);
    expect(texts()).toHaveLength(7);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(texts()).toHaveLength(9);
    queue.again();
    await vi.advanceTimersByTimeAsync(0);
    expect(texts()).toHaveLength(10);
  });

  test("takes a gateway that is overloaded or broken for one that is away", async () => {
    const { queue, texts } = gateway(
      new Problem(503, "busy", "Later.", null),
      new Problem(429, "many", "Later.", null),
    );
    queue.changed("a");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(queue.state.kind).toBe("waiting");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(texts()).toEqual(["a", "a", "a"]);
    expect(queue.state.kind).toBe("saved");
  });
});

test("an ended session loses nothing: it is sent after signing in again, and not before", async () => {
  const { queue, texts } = gateway(new Problem(401, "sign-in-required", "Sign in.", null));
  queue.changed("a");
  await vi.advanceTimersByTimeAsync(1_000);
  queue.changed("b");
  await vi.advanceTimersByTimeAsync(600_000);
  expect(queue.state).toEqual({ kind: "signed-out", unsent: 2, error: null });
  expect(texts()).toEqual(["a"]);
  queue.again();
  await vi.advanceTimersByTimeAsync(0);
  expect(texts()).toEqual(["a", "a", "b"]);
  expect(queue.state.kind).toBe("saved");
});

test("what the gateway refuses is not sent over and over, and says why", async () => {
  const refused = new Problem(409, "not-held", "Somebody else has it.", null);
  const { queue, texts } = gateway(refused);
  queue.changed("a");
  await vi.advanceTimersByTimeAsync(600_000);
  expect(texts()).toEqual(["a"]);
  expect(queue.state).toEqual({ kind: "refused", unsent: 1, error: refused });
});

test("what comes after something that was refused is sent, together with it", async () => {
  const { queue, texts } = gateway(new Problem(422, "bad-reason", "An ambiguous point has a reason.", null));
  queue.changed("ambiguous");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(queue.state.kind).toBe("refused");
  queue.changed("ambiguous, and why");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(texts()).toEqual(["ambiguous", "ambiguous, and why"]);
  expect(queue.state).toEqual({ kind: "saved", unsent: 0, error: null });
});

test("an answer that cannot be read is one that was lost", async () => {
  const { queue, sent } = gateway(new Problem(201, "unreadable", "What is this?", null));
  queue.changed("a");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toHaveLength(2);
  expect(sent[0]?.id).toBe(sent[1]?.id);
});

test("a newer version elsewhere stops it, whatever is changed or comes back", async () => {
  const stale = new Problem(409, "stale-version", "Version 3 is the newest.", null);
  const { queue, texts } = gateway(stale);
  queue.changed("a");
  await vi.advanceTimersByTimeAsync(1_000);
  queue.changed("b");
  await queue.end();
  queue.resume();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(texts()).toEqual(["a"]);
  expect(queue.state).toMatchObject({ kind: "stale", unsent: 2 });
  queue.forget();
  expect(queue.state).toEqual({ kind: "saved", unsent: 0, error: null });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(texts()).toEqual(["a"]);
});

describe("the end", () => {
  test("sends nothing more, and waits for what is under way", async () => {
    let arrive: () => void = () => undefined;
    const sent: string[] = [];
    const queue = new SaveQueue<string>(
      ({ what }) => {
        sent.push(what);
        return new Promise((done) => {
          arrive = done;
        });
      },
      () => undefined,
    );
    queue.changed("a");
    await vi.advanceTimersByTimeAsync(1_000);
    queue.changed("b");
    let over = false;
    void queue.end().then(() => {
      over = true;
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(over).toBe(false);
    arrive();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(over).toBe(true);
    expect(sent).toEqual(["a"]);
  });

  test("can be taken back, and then what was left is sent", async () => {
    const { queue, texts } = gateway();
    queue.changed("a");
    await queue.end();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(texts()).toEqual([]);
    queue.resume();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(texts()).toEqual(["a"]);
  });
});
