import type { Node, Span } from "./parseJson.ts";

/** Something that is wrong with a schema's text, and where. */
export interface Mistake {
  readonly at: Span;
  readonly sentence: string;
}

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_NAME = 64;
const LONGEST_TEXT = 1000;
/** Control characters, line ends, and what turns the direction of writing. */
const ODD = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Gathers mistakes while a text is read; what is read wrongly is null, so that the rest can still be looked at. */
export class Mistakes {
  readonly found: Mistake[] = [];

  add(at: Span, sentence: string): null {
    this.found.push({ at, sentence });
    return null;
  }

  /** The values of an object's fields; each has to be there once, and no other. */
  fields(node: Node, wanted: readonly string[], optional: readonly string[] = []): Record<string, Node> {
    const fields: Record<string, Node> = {};
    if (node.kind !== "object") {
      this.add(node.at, `This is an object with ${[...wanted, ...optional].join(", ")}.`);
      return fields;
    }
    for (const { name, at, value } of node.members) {
      if (Object.hasOwn(fields, name)) {
        this.add(at, `The field ${name} is there twice.`);
      } else if (![...wanted, ...optional].includes(name)) {
        this.add(at, `There is no field ${name} here, only ${[...wanted, ...optional].join(", ")}.`);
      } else {
        fields[name] = value;
      }
    }
    const missing = wanted.filter((name) => !Object.hasOwn(fields, name));
    if (missing.length > 0) {
      this.add({ from: node.at.from, to: node.at.from + 1 }, `Missing here: ${missing.join(", ")}.`);
    }
    return fields;
  }

  items(node: Node | undefined, what: string): readonly Node[] {
    if (node === undefined) {
      return [];
    }
    if (node.kind !== "array") {
      this.add(node.at, `This is a list of ${what}.`);
      return [];
    }
    return node.items;
  }

  string(node: Node | undefined, what: string): string | null {
    if (node === undefined) {
      return null;
    }
    return node.kind === "string" ? node.value : this.add(node.at, `${what} is a text, in quotes.`);
  }

  number(node: Node | undefined, what: string): number | null {
    if (node === undefined) {
      return null;
    }
    if (node.kind !== "number") {
      return this.add(node.at, `${what} is a number.`);
    }
    return Number.isFinite(node.value) ? node.value : this.add(node.at, `${what} is finite.`);
  }

  name(node: Node | undefined, what: string): string | null {
    const text = this.string(node, what);
    if (node === undefined || text === null) {
      return null;
    }
    return NAME.test(text) && text.length <= LONGEST_NAME
      ? text
      : this.add(
          node.at,
          `${what} is a name like eye-left-1: lower-case words and numbers joined by hyphens, at most ${LONGEST_NAME} characters.`,
        );
  }

  text(node: Node | undefined, what: string): string | null {
    const text = this.string(node, what);
    if (node === undefined || text === null) {
      return null;
    }
    if (text.trim() === "") {
      return this.add(node.at, `${what} says something.`);
    }
    return text.length <= LONGEST_TEXT && !ODD.test(text)
      ? text
      : this.add(
          node.at,
          `${what} has at most ${LONGEST_TEXT} characters, and no line ends or control characters.`,
        );
  }

  /** Says of a name that came before that it did; the others are as they were. */
  once(node: Node | undefined, name: string | null, what: string, before: Set<string>): void {
    if (node !== undefined && name !== null && before.has(name)) {
      this.add(node.at, `${what} is called ${name} as well, and each has its own name.`);
    }
    if (name !== null) {
      before.add(name);
    }
  }
}
