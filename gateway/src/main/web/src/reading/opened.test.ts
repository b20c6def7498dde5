import { describe, expect, it } from "vitest";
import { laidOut } from "./opened.ts";

describe("what a decision was made from", () => {
  it("is laid out over several lines", () => {
    expect(laidOut('{"act":"view.show","resource":{"kind":"View"}}')).toBe(
      '{\n  "act": "view.show",\n  "resource": {\n    "kind": "View"\n  }\n}',
    );
  });

  it("is shown as it is where another version wrote it otherwise", () => {
    expect(laidOut("view.show")).toBe("view.show");
  });
});
