import type { Mistakes } from "./mistakes.ts";
import type { Node, Span } from "./parseJson.ts";
import type { Shape } from "./shape.ts";

const RUN = /^(\d{1,4})(?:-(\d{1,4}))?$/;
const ROW =
  "A point is a row of a name, a place to the right, one downwards and a deviation, and may tell more in an object.";

interface Row {
  readonly at: Span;
  readonly name: string | null;
  readonly x: number | null;
  readonly y: number | null;
}

/** The rows of a schema's points. */
export class Rows {
  readonly names = new Set<string>();
  readonly #mistakes: Mistakes;
  readonly #rows: Row[];

  constructor(mistakes: Mistakes, nodes: readonly Node[]) {
    this.#mistakes = mistakes;
    const keys = new Set<string>();
    this.#rows = nodes.map((node) => this.#row(node, keys));
    this.#opposites(nodes);
  }

  /** Calls `with` each point's number, place in the text, and name. */
  each(told: (point: number, at: Span, name: string | null) => void): void {
    this.#rows.forEach(({ at, name }, point) => {
      told(point, at, name);
    });
  }

  /** All points that have places; null where there is none. */
  drawn(): Shape["points"] | null {
    const points = this.#rows.map(({ name, x, y }) => ({
      name: name ?? "",
      place: x === null || y === null ? null : { x, y },
    }));
    return points.some(({ place }) => place !== null) ? points : null;
  }

  /** Reads a list like `0-16 20 22`; points that there are not are mistakes. */
  run(node: Node | undefined): number[] {
    const text = this.#mistakes.string(node, "A list of points");
    if (node === undefined || text === null) {
      return [];
    }
    const points: number[] = [];
    for (const part of text.split(" ")) {
      const ends = RUN.exec(part);
      const first = Number(ends?.[1]);
      const last = ends?.[2] === undefined ? first : Number(ends[2]);
      if (ends === null || last < first) {
        this.#mistakes.add(node.at, `Points are listed like "0-16 20", upwards, and not like "${part}".`);
      } else if (last >= this.#rows.length) {
        this.#mistakes.add(node.at, `There are points 0 to ${this.#rows.length - 1}, and no ${part}.`);
      } else {
        for (let point = first; point <= last; point++) {
          points.push(point);
        }
      }
    }
    return points;
  }

  #row(node: Node, keys: Set<string>): Row {
    if (node.kind !== "array" || node.items.length < 4 || node.items.length > 5) {
      this.#mistakes.add(node.at, ROW);
      return { at: node.at, name: null, x: null, y: null };
    }
    const [called, right, down, apart, more] = node.items;
    const name = this.#mistakes.name(called, "A point");
    this.#mistakes.once(called, name, "Another point", this.names);
    const deviation = this.#mistakes.number(apart, "A deviation");
    if (apart !== undefined && deviation !== null && !(deviation > 0 && deviation < 1)) {
      this.#mistakes.add(apart.at, "A deviation is a share between 0 and 1.");
    }
    const key = more === undefined ? null : this.#more(more);
    this.#mistakes.once(more ?? called, key ?? name, "The key of another point", keys);
    return {
      at: node.at,
      name,
      x: this.#mistakes.number(right, "A place to the right"),
      y: this.#mistakes.number(down, "A place downwards"),
    };
  }

  /** What a row tells beyond its numbers; the answer is the point's key, null where that is its name. */
  #more(node: Node): string | null {
    const fields = this.#mistakes.fields(node, [], ["key", "definition", "place", "between"]);
    this.#mistakes.text(fields.definition, "A definition");
    this.#mistakes.text(fields.place, "A place");
    if (fields.between !== undefined) {
      this.#between(fields.between);
      if (fields.place !== undefined) {
        this.#mistakes.add(fields.between.at, "A point is at a known place or between two, not both.");
      }
    }
    return this.#mistakes.name(fields.key, "A key");
  }

  #between(node: Node): void {
    const [from, to, share] = node.kind === "array" && node.items.length === 3 ? node.items : [];
    const right =
      from?.kind === "string" &&
      to?.kind === "string" &&
      share?.kind === "number" &&
      from.value !== to.value &&
      share.value > 0 &&
      share.value < 1;
    if (!right) {
      this.#mistakes.add(
        node.at,
        'A point lies between two known points at a share of more than 0 and less than 1, like ["chin", "nose-tip", 0.5].',
      );
    }
  }

  #opposites(nodes: readonly Node[]): void {
    this.#rows.forEach(({ name }, i) => {
      const node = nodes[i];
      if (name !== null && node?.kind === "array" && !this.names.has(mirrored(name))) {
        const at = node.items[0]?.at ?? node.at;
        this.#mistakes.add(at, `The point ${name} has no opposite ${mirrored(name)}.`);
      }
    });
  }
}

function mirrored(name: string): string {
  return name
    .split("-")
    .map((word) => (word === "left" ? "right" : word === "right" ? "left" : word))
    .join("-");
}
