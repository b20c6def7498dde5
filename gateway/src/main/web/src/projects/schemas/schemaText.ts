/**
 * A landmark schema as it is written down, looked at before it is sent: every mistake at its place. The gateway decides, and
 * knows more than this: which points there are whose place and meaning are the same in every schema.
 */

import { type Mistake, Mistakes } from "./mistakes.ts";
import { type Node, NotJson, parseJson } from "./parseJson.ts";
import { Rows } from "./pointRows.ts";
import type { Shape } from "./shape.ts";

/** As the gateway takes it. */
const MOST_BYTES = 512 * 1024;
const MOST_POINTS = 600;
const MOST_LINES = 2000;

/** What a text holds. */
export interface Looked {
  readonly mistakes: readonly Mistake[];
  readonly id: string | null;
  /** What can be drawn of it; null where it has no points. */
  readonly shape: Shape | null;
}

const TEXTS = ["title", "source", "sides", "deviations"] as const;
const FIELDS = ["id", ...TEXTS, "normaliser", "groups", "contours", "mesh", "points"];

/** @param builtIn the ids of the schemas that Visor ships, which nobody else's can have */
export function look(text: string, builtIn: readonly string[]): Looked {
  const mistakes = new Mistakes();
  if (new TextEncoder().encode(text).length > MOST_BYTES) {
    mistakes.add({ from: 0, to: 1 }, `A schema has at most ${MOST_BYTES / 1024} KiB.`);
  }
  let root: Node;
  try {
    root = parseJson(text);
  } catch (thrown) {
    if (thrown instanceof NotJson) {
      mistakes.add(thrown.at, "From here on this is not JSON.");
      return { mistakes: mistakes.found, id: null, shape: null };
    }
    throw thrown;
  }
  return new Look(mistakes, root, builtIn).done();
}

class Look {
  readonly #mistakes: Mistakes;
  readonly #id: string | null;
  readonly #rows: Rows;
  readonly #contours: Array<Shape["contours"][number]> = [];

  constructor(mistakes: Mistakes, root: Node, builtIn: readonly string[]) {
    this.#mistakes = mistakes;
    const fields = mistakes.fields(root, FIELDS);
    this.#id = mistakes.name(fields.id, "An id");
    if (fields.id !== undefined && builtIn.includes(this.#id ?? "")) {
      mistakes.add(fields.id.at, `Visor ships ${this.#id}, and it never changes: give yours another id.`);
    }
    for (const field of TEXTS) {
      mistakes.text(fields[field], `The ${field}`);
    }
    this.#rows = new Rows(mistakes, mistakes.items(fields.points, "points"));
    if (fields.points?.kind === "array") {
      const count = fields.points.items.length;
      if (count === 0 || count > MOST_POINTS) {
        mistakes.add(fields.points.at, `A schema has 1 to ${MOST_POINTS} points, not ${count}.`);
      }
    }
    this.#normaliser(fields.normaliser);
    this.#groups(mistakes.items(fields.groups, "groups"));
    this.#lines(mistakes.items(fields.contours, "contours"), mistakes.items(fields.mesh, "runs of points"));
  }

  done(): Looked {
    const points = this.#rows.drawn();
    return {
      mistakes: [...this.#mistakes.found].sort((one, other) => one.at.from - other.at.from),
      id: this.#id,
      shape: points === null ? null : { points, contours: this.#contours },
    };
  }

  #normaliser(node: Node | undefined): void {
    const text = this.#mistakes.string(node, "The normaliser");
    if (node === undefined || text === null || text === "box") {
      return;
    }
    const [between, from = "", to = "", ...more] = text.split(" ");
    const names = this.#rows.names;
    if (between !== "between" || more.length > 0 || from === to || !names.has(from) || !names.has(to)) {
      this.#mistakes.add(node.at, 'A normaliser is "box", or "between" and two points of the schema.');
    }
  }

  #groups(nodes: readonly Node[]): void {
    const before = new Set<string>();
    const grouped = new Map<number, string>();
    for (const node of nodes) {
      const fields = this.#mistakes.fields(node, ["name", "points"]);
      const name = this.#mistakes.name(fields.name, "A group");
      this.#mistakes.once(fields.name, name, "Another group", before);
      for (const point of this.#rows.run(fields.points)) {
        const other = grouped.get(point);
        if (other !== undefined && fields.points !== undefined) {
          this.#mistakes.add(fields.points.at, `Point ${point} is in the group ${other} already.`);
        }
        grouped.set(point, name ?? "above");
      }
    }
    this.#rows.each((point, at, name) => {
      if (!grouped.has(point)) {
        this.#mistakes.add(at, `Point ${point}${name === null ? "" : `, ${name},`} is in no group.`);
      }
    });
  }

  #lines(contours: readonly Node[], mesh: readonly Node[]): void {
    const before = new Set<string>();
    for (const node of contours) {
      const fields = this.#mistakes.fields(node, ["name", "points", "closed"]);
      const name = this.#mistakes.name(fields.name, "A contour");
      this.#mistakes.once(fields.name, name, "Another contour", before);
      const points = this.#rows.run(fields.points);
      if (fields.points?.kind === "string" && (points.length < 2 || new Set(points).size < points.length)) {
        this.#mistakes.add(
          fields.points.at,
          "A contour goes through at least two points, once through each.",
        );
      }
      if (fields.closed !== undefined && fields.closed.kind !== "boolean") {
        this.#mistakes.add(fields.closed.at, "Whether a contour is closed is true or false.");
      }
      const closed = fields.closed?.kind === "boolean" && fields.closed.value;
      this.#contours.push({ name: name ?? "", points, closed });
    }
    let edges = 0;
    for (const node of mesh) {
      const points = this.#rows.run(node);
      edges += Math.max(0, points.length - 1);
      if (points.some((point, i) => point === points[i + 1])) {
        this.#mistakes.add(node.at, "A line goes from one point to another.");
      }
    }
    const last = contours.at(-1) ?? mesh.at(-1);
    if (last !== undefined && contours.length + edges > MOST_LINES) {
      this.#mistakes.add(last.at, `A schema has at most ${MOST_LINES} lines.`);
    }
  }
}
