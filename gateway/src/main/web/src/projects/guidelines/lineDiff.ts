/** A line of two texts laid beside each other. */
export interface DiffLine {
  readonly kind: "same" | "gone" | "new";
  readonly text: string;
}

/** The fewest lines that go and come between two texts: their longest common subsequence (Hunt and McIlroy 1976), by a table. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const from = before.split("\n");
  const to = after.split("\n");
  const width = to.length + 1;
  // How many lines are common from these two on.
  const common = new Uint32Array((from.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      common[i * width + j] = from[i] === to[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < from.length || j < to.length) {
    const gone = from[i];
    const come = to[j];
    if (gone !== undefined && gone === come) {
      lines.push({ kind: "same", text: gone });
      i++;
      j++;
    } else if (gone !== undefined && (come === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: "gone", text: gone });
      i++;
    } else if (come !== undefined) {
      lines.push({ kind: "new", text: come });
      j++;
    }
  }
  return lines;
}
