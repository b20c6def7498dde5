/**
 * What somebody is writing, kept until it is sent or given up: proving a second factor leads away from the page and back. It lies in
 * the tab's own storage and goes with the tab.
 */
export class KeptText {
  readonly #storage: Storage;
  readonly #name: string;

  constructor(storage: Storage, project: string) {
    this.#storage = storage;
    this.#name = `visor.guideline-text.${project}`;
  }

  /** Null where nothing is kept. */
  read(): string | null {
    return this.#storage.getItem(this.#name);
  }

  keep(text: string): void {
    try {
      this.#storage.setItem(this.#name, text);
    } catch {
      // A full storage: the text stands on the page all the same.
    }
  }

  forget(): void {
    this.#storage.removeItem(this.#name);
  }
}
