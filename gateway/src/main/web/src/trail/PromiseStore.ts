import { logOf } from "./promise.ts";

/** As many promises as are kept, the newest ones. */
export const MOST = 1000;

const TABLE = "promises";
const BY_LINE = "line";

/** A promise as it is kept: nothing else is stored about it. */
export interface KeptPromise {
  readonly line: string;
  /** When it was kept, in milliseconds since 1970. */
  readonly at: number;
  /** Whether a witness has it. */
  readonly handed: boolean;
}

interface Row extends KeptPromise {
  /** Grows with each promise. */
  readonly id: number;
}

/** Keeps the newest promises in this browser, through reloads and whoever signs in. */
export class PromiseStore {
  readonly #factory: IDBFactory;
  #database: Promise<IDBDatabase> | null = null;

  constructor(factory: IDBFactory) {
    this.#factory = factory;
  }

  /** Keeps a promise, once, and lets go of the oldest beyond {@link MOST}; a line that is no promise is not kept. */
  async keep(line: string, at: number): Promise<void> {
    if (logOf(line) === null) {
      return;
    }
    await this.#within("readwrite", async (table) => {
      if ((await answer(table.index(BY_LINE).getKey(line))) !== undefined) {
        return;
      }
      table.add({ line, at, handed: false });
      const over = (await answer(table.count())) - MOST;
      if (over > 0) {
        const oldest = await answer(table.getAllKeys(null, over));
        for (const key of oldest) {
          table.delete(key);
        }
      }
    });
  }

  /** All that is kept, oldest first. */
  async all(): Promise<readonly KeptPromise[]> {
    return this.#within("readonly", (table) => answer<Row[]>(table.getAll()));
  }

  /** The lines that no witness has yet, oldest first. */
  async waiting(): Promise<readonly string[]> {
    return (await this.all()).filter((kept) => !kept.handed).map((kept) => kept.line);
  }

  /** Notes that a witness has these. */
  async handed(lines: readonly string[]): Promise<void> {
    const given = new Set(lines);
    await this.#within("readwrite", async (table) => {
      for (const row of await answer<Row[]>(table.getAll())) {
        if (given.has(row.line)) {
          table.put({ ...row, handed: true });
        }
      }
    });
  }

  /** Does something in one transaction, and waits until it is kept. */
  async #within<T>(mode: IDBTransactionMode, work: (table: IDBObjectStore) => Promise<T>): Promise<T> {
    const transaction = (await this.#open()).transaction(TABLE, mode);
    const kept = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    const [done] = await Promise.all([work(transaction.objectStore(TABLE)), kept]);
    return done;
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= new Promise<IDBDatabase>((resolve, reject) => {
      const opening = this.#factory.open("visor", 1);
      opening.onupgradeneeded = () => {
        opening.result
          .createObjectStore(TABLE, { keyPath: "id", autoIncrement: true })
          .createIndex(BY_LINE, "line", { unique: true });
      };
      opening.onsuccess = () => {
        // Another page of a newer program, or a person who clears the browser's data, is not to wait for this one.
        opening.result.onversionchange = () => this.#forget(opening.result);
        opening.result.onclose = () => this.#forget(opening.result);
        resolve(opening.result);
      };
      opening.onerror = () => {
        this.#database = null;
        reject(opening.error);
      };
    });
    return this.#database;
  }

  #forget(database: IDBDatabase): void {
    database.close();
    this.#database = null;
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
