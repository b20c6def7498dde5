import { KEPT_WORK } from "../../access/keptWork.ts";

const WORK = "work";
const KEYS = "keys";
const KEY = "work";

/** After so long nobody comes back to a face: the gateway gave it to somebody else long before. */
export const LONGEST_MS = 7 * 24 * 3_600_000;

interface Row {
  readonly task: string;
  readonly at: number;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/**
 * Keeps the work on faces in this browser through reloads and an ended session: coordinates and what was said of points,
 * never a pixel. Each entry is encrypted (AES-256-GCM, the task's id as additional data) under a key that the browser makes
 * and gives to nobody, not even to this page; whoever copies the browser's files without its key store reads nothing.
 *
 * Not guaranteed: protection against somebody who uses this very browser profile while the entry is there. That is why it
 * goes when the work is handed in or given back, when somebody signs out, and after a week.
 */
export class WorkStore {
  readonly #factory: IDBFactory;
  readonly #now: () => number;

  constructor(factory: IDBFactory, now: () => number = Date.now) {
    this.#factory = factory;
    this.#now = now;
  }

  async put(task: string, text: string): Promise<void> {
    await this.#within(async (database) => {
      const key = await keyIn(database);
      const nonce = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt(about(task, nonce), key, new TextEncoder().encode(text));
      await done(
        table(database, WORK, "readwrite").put({ task, at: this.#now(), nonce, sealed } satisfies Row),
      );
    });
  }

  /** What was kept of a task; null where nothing was, or where it cannot be opened. */
  async get(task: string): Promise<string | null> {
    return this.#within(async (database) => {
      const row = await done<Row | undefined>(table(database, WORK, "readonly").get(task));
      if (row === undefined || this.#now() - row.at > LONGEST_MS) {
        return null;
      }
      try {
        const open = await crypto.subtle.decrypt(about(task, row.nonce), await keyIn(database), row.sealed);
        return new TextDecoder().decode(open);
      } catch {
        // Another key, or altered: there is nothing to go on from.
        return null;
      }
    });
  }

  async remove(task: string): Promise<void> {
    await this.#within((database) => done(table(database, WORK, "readwrite").delete(task)));
  }

  /** Removes what is older than {@link LONGEST_MS}. */
  async prune(): Promise<void> {
    await this.#within(async (database) => {
      const rows = await done<Row[]>(table(database, WORK, "readonly").getAll());
      for (const { task, at } of rows) {
        if (this.#now() - at > LONGEST_MS) {
          await done(table(database, WORK, "readwrite").delete(task));
        }
      }
    });
  }

  /** Opens the database for one piece of work: a sign-out that deletes it never waits long. */
  async #within<T>(work: (database: IDBDatabase) => Promise<T>): Promise<T> {
    const opening = this.#factory.open(KEPT_WORK, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(WORK, { keyPath: "task" });
      opening.result.createObjectStore(KEYS);
    };
    const database = await done(opening);
    try {
      return await work(database);
    } finally {
      database.close();
    }
  }
}

/** The key, made once. It can be used, and not read, by whatever runs on this page. */
async function keyIn(database: IDBDatabase): Promise<CryptoKey> {
  const known = await done<CryptoKey | undefined>(table(database, KEYS, "readonly").get(KEY));
  if (known !== undefined) {
    return known;
  }
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  try {
    await done(table(database, KEYS, "readwrite").add(made, KEY));
    return made;
  } catch {
    // Another tab was first: its key holds.
    return done<CryptoKey>(table(database, KEYS, "readonly").get(KEY));
  }
}

function about(task: string, nonce: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv: nonce, additionalData: new TextEncoder().encode(task) };
}

function table(database: IDBDatabase, name: string, mode: IDBTransactionMode): IDBObjectStore {
  return database.transaction(name, mode).objectStore(name);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
