import { describe, expect, test } from "vitest";
import { lineDiff } from "./lineDiff.ts";

const shown = (before: string, after: string) =>
  lineDiff(before, after).map(({ kind, text }) => `${{ same: " ", gone: "-", new: "+" }[kind]}${text}`);

describe("two versions of a text", () => {
  test("differ by the lines that went and came", () => {
    expect(shown("# Eyes\nopen\nshut\nglasses", "# Eyes\nopen, always\nglasses\nlashes")).toEqual([
      " # Eyes",
      "-open",
      "-shut",
      "+open, always",
      " glasses",
      "+lashes",
    ]);
  });

  test("that are the same do not differ", () => {
    expect(shown("a\nb", "a\nb")).toEqual([" a", " b"]);
  });

  test("are each read whole, whatever repeats in them", () => {
    const before = "x\ny\nx\nx\nz";
    const after = "y\nx\nz\nx";
    const lines = lineDiff(before, after);
    const kept = (kind: "gone" | "new") =>
      lines
        .filter((line) => line.kind === "same" || line.kind === kind)
        .map(({ text }) => text)
        .join("\n");
    expect(kept("gone")).toBe(before);
    expect(kept("new")).toBe(after);
    expect(lines.filter(({ kind }) => kind === "same")).toHaveLength(3);
  });
});
