import type { Sheet, Task } from "../api.ts";
import { type Codes, toWire } from "../codes.ts";
import type { FaceEditor } from "../FaceEditor.ts";
import type { Points } from "../points.ts";
import { FaceVersions, type HandedIn } from "./FaceVersions.ts";
import { keepHistory } from "./KeptWork.ts";
import { quietly } from "./quietly.ts";
import type { SaveQueue } from "./SaveQueue.ts";
import type { WorkStore } from "./WorkStore.ts";
import type { Work } from "./work.ts";

/** What was on the face when the work began. */
interface Begun {
  readonly version: number;
  readonly codes: Codes;
}

/** The work on an open face: every change goes to the gateway and into this browser, until it ends. */
export class FaceSession implements Work {
  readonly editor: FaceEditor;
  readonly restored: boolean;
  readonly #store: WorkStore;
  readonly #task: Task;
  readonly #versions: FaceVersions;
  readonly #listeners = new Set<() => void>();
  readonly #written: () => Promise<void>;
  readonly #listening = new AbortController();
  readonly #changed: () => void;
  #codes: Codes;
  /** As the gateway had them when the work last went on from there. */
  #codesThere: Codes;
  #last: Points;
  #handedEarlier = false;

  constructor(store: WorkStore, task: Task, editor: FaceEditor, restored: boolean, begun: Begun) {
    this.editor = editor;
    this.restored = restored;
    this.#store = store;
    this.#task = task;
    this.#codes = begun.codes;
    this.#codesThere = begun.codes;
    this.#last = editor.state.points;
    this.#versions = new FaceVersions(task, begun.version, () => this.#tell());
    this.#written = keepHistory(store, task.id, editor);
    this.#changed = editor.subscribe(() => this.#look());
    if (restored) {
      // What was not sent before the page went away is sent now.
      this.saves.changed(this.#sheet());
    }
    const { signal } = this.#listening;
    window.addEventListener("online", () => this.#back(), { signal });
    window.addEventListener("focus", () => this.#back(), { signal });
  }

  get saves(): SaveQueue<Sheet> {
    return this.#versions.drafts;
  }

  get codes(): Codes {
    return this.#codes;
  }

  say(codes: Codes): void {
    this.#codes = codes;
    this.saves.changed(this.#sheet());
  }

  async handIn(despite: boolean): Promise<HandedIn> {
    const handed = await this.#versions.handIn(this.#sheet(), despite);
    this.#handedEarlier = handed.earlier;
    return handed;
  }

  async goOn(withWhat: "here" | "there"): Promise<void> {
    const { start, codes } = await this.#versions.newest();
    if (withWhat === "there") {
      this.#take(start.points, codes);
      return;
    }
    this.#codesThere = this.#codes;
    this.saves.changed(this.#sheet());
    this.saves.again();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async end(how: () => Promise<boolean>): Promise<void> {
    await this.saves.end();
    if (!(await how())) {
      this.saves.resume();
      return;
    }
    await this.#written();
    if (!this.#handedEarlier) {
      // Else what was changed since the earlier try is here alone.
      await quietly(() => this.#store.remove(this.#task.id));
    }
  }

  close(): void {
    this.#listening.abort();
    this.#changed();
    this.#listeners.clear();
    void this.saves.end();
    void this.#written();
    this.editor.close();
  }

  /** Takes what the gateway has as a step that can be undone; codes that were said here stay, and are sent. */
  #take(points: Points, codes: Codes): void {
    const said = this.#codes !== this.#codesThere;
    this.#codesThere = codes;
    this.#last = points;
    this.saves.forget();
    this.editor.do(points);
    if (said) {
      this.saves.changed(this.#sheet());
    } else {
      this.#codes = codes;
      this.#tell();
    }
  }

  #sheet(): Sheet {
    const { codes } = this.#task;
    return { points: this.editor.state.points, codes: codes === null ? {} : toWire(this.#codes, codes) };
  }

  #look(): void {
    if (this.editor.state.points !== this.#last) {
      this.#last = this.editor.state.points;
      this.saves.changed(this.#sheet());
    }
  }

  #back(): void {
    if (this.saves.state.kind !== "stale") {
      this.saves.again();
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
