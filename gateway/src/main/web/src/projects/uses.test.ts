import { describe, expect, it } from "vitest";
import { type Draft, MEASURING, needsLaw, prohibited, stated } from "./uses.ts";

const filled: Draft = {
  kind: "emotion-inference",
  setting: "workplace",
  exception: "safety",
  reason: " Drivers ",
  law: "Some act",
  notice: " By letter ",
};

describe("what a project is for", () => {
  it("sends no more than the use asks for", () => {
    expect(stated({ ...filled, kind: "measurement" })).toEqual({ kind: "measurement" });
    expect(stated(filled)).toEqual({
      kind: "emotion-inference",
      setting: "workplace",
      exception: "safety",
      reason: "Drivers",
      notice: "By letter",
    });
    expect(stated({ ...filled, setting: "research" })).toEqual({
      kind: "emotion-inference",
      setting: "research",
      notice: "By letter",
    });
    expect(stated({ ...filled, kind: "security-screening", setting: "public-security" })).toEqual({
      kind: "security-screening",
      setting: "public-security",
      law: "Some act",
    });
  });

  it("claims no exception that nobody chose", () => {
    expect(stated({ ...filled, exception: "" })).not.toHaveProperty("reason");
  });

  it("knows which settings the law names", () => {
    expect(prohibited(filled)).toBe(true);
    expect(prohibited({ ...filled, setting: "education" })).toBe(true);
    expect(prohibited({ ...filled, setting: "health-care" })).toBe(false);
    expect(prohibited({ ...filled, kind: "deception-detection" })).toBe(false);
    expect(needsLaw({ ...filled, kind: "deception-detection" })).toBe(true);
    expect(needsLaw(MEASURING)).toBe(false);
  });
});
