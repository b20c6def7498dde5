/** JSON that remembers where each of its values stands, so that a mistake in it can be shown at its place. */

export type Node =
  | { readonly kind: "object"; readonly at: Span; readonly members: readonly Member[] }
  | { readonly kind: "array"; readonly at: Span; readonly items: readonly Node[] }
  | { readonly kind: "string"; readonly at: Span; readonly value: string }
  | { readonly kind: "number"; readonly at: Span; readonly value: number }
  | { readonly kind: "boolean"; readonly at: Span; readonly value: boolean }
  | { readonly kind: "null"; readonly at: Span };

export interface Member {
  readonly name: string;
  /** Of the name, with its quotes. */
  readonly at: Span;
  readonly value: Node;
}

/** From the first character to the one after the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a text stops being JSON. */
export class NotJson extends Error {
  readonly at: Span;

  constructor(at: number) {
    super("This is not JSON");
    this.at = { from: at, to: at + 1 };
  }
}

/** As deep as a schema goes, and some more: a text of brackets alone ends here and not in the engine. */
const DEEPEST = 20;

/**
 * Reads a text.
 *
 * @throws NotJson at the first character that cannot stand where it does
 */
export function parseJson(text: string): Node {
  const reader = new Reader(text);
  const node = reader.value(0);
  reader.end();
  return node;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const WORDS = { true: true, false: false, null: null } as const;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): Node {
    this.#skip();
    const from = this.#at;
    const first = this.#text[from];
    if (depth > DEEPEST) {
      throw new NotJson(from);
    }
    if (first === "{") {
      return { kind: "object", members: this.#list("}", () => this.#member(depth)), at: this.#since(from) };
    }
    if (first === "[") {
      return { kind: "array", items: this.#list("]", () => this.value(depth + 1)), at: this.#since(from) };
    }
    if (first === '"') {
      return { kind: "string", value: this.#string(), at: this.#since(from) };
    }
    return this.#word(from) ?? { kind: "number", value: Number(this.#match(NUMBER)), at: this.#since(from) };
  }

  end(): void {
    this.#skip();
    if (this.#at < this.#text.length) {
      throw new NotJson(this.#at);
    }
  }

  #member(depth: number): Member {
    this.#skip();
    const from = this.#at;
    const name = this.#string();
    const at = this.#since(from);
    this.#skip();
    this.#take(":");
    return { name, at, value: this.value(depth + 1) };
  }

  #list<T>(last: string, next: () => T): T[] {
    this.#at++;
    const all: T[] = [];
    this.#skip();
    if (this.#text[this.#at] === last) {
      this.#at++;
      return all;
    }
    for (;;) {
      all.push(next());
      this.#skip();
      if (this.#text[this.#at] === last) {
        this.#at++;
        return all;
      }
      this.#take(",");
    }
  }

  #word(from: number): Node | null {
    for (const [word, value] of Object.entries(WORDS)) {
      if (this.#text.startsWith(word, from)) {
        this.#at += word.length;
        const at = this.#since(from);
        return value === null ? { kind: "null", at } : { kind: "boolean", value, at };
      }
    }
    return null;
  }

  #string(): string {
    return JSON.parse(this.#match(STRING));
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) {
      throw new NotJson(this.#at);
    }
    this.#at += found.length;
    return found;
  }

  #take(character: string): void {
    if (this.#text[this.#at] !== character) {
      throw new NotJson(this.#at);
    }
    this.#at++;
  }

  #skip(): void {
    while (" \t\r\n".includes(this.#text[this.#at] ?? "x")) {
      this.#at++;
    }
  }

  #since(from: number): Span {
    return { from, to: this.#at };
  }
}
