import { describe, expect, it } from "vitest";
import { byFile, type Rule, setOf } from "./rules.ts";

function rule(file: string, id: string): Rule {
  return { id, file, sentence: "A sentence.", text: "permit (principal, action, resource);", fixed: false };
}

describe("a set of rules", () => {
  it("is named by its label, and nothing else is", () => {
    expect(setOf("policy-set:0b1c1ba1-8f40-4e3a-9d4e-6a3d6c0f8e11")).toBe(
      "0b1c1ba1-8f40-4e3a-9d4e-6a3d6c0f8e11",
    );
    expect(setOf("domain:0b1c1ba1-8f40-4e3a-9d4e-6a3d6c0f8e11")).toBeNull();
    expect(setOf("policy-set:../approvals")).toBeNull();
  });

  it("shows its rules by file, each once", () => {
    const sorted = byFile([rule("views.cedar", "a"), rule("batches.cedar", "b"), rule("views.cedar", "c")]);
    expect(sorted.map(([file, rules]) => [file, rules.map((one) => one.id)])).toEqual([
      ["batches.cedar", ["b"]],
      ["views.cedar", ["a", "c"]],
    ]);
  });
});
