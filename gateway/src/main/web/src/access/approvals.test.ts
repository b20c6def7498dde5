import { describe, expect, it } from "vitest";
import { labelOf, objectName, originalPath } from "./approvals.ts";
import { readSide } from "./side.ts";

describe("a request for a second person", () => {
  it("names a picture by its identifier, in lower case", () => {
    expect(labelOf("break-glass", " 0B1C1BA1-8F40-4E3A-9D4E-6A3D6C0F8E11 ")).toBe(
      "asset:0b1c1ba1-8f40-4e3a-9d4e-6a3d6c0f8e11",
    );
  });

  it("names a domain by its number, and back", () => {
    const label = labelOf("root-rotate", "identities");
    expect(label).toBe("domain:00000000-0000-0000-0000-000000000004");
    expect(objectName(label)).toBe("identities");
  });

  it("leaves what it does not know as it is", () => {
    expect(objectName("domain:00000000-0000-0000-0000-000000000006")).toBe(
      "domain:00000000-0000-0000-0000-000000000006",
    );
    expect(objectName("keys:0b1c1ba1-8f40-4e3a-9d4e-6a3d6c0f8e11")).toBe(
      "keys:0b1c1ba1-8f40-4e3a-9d4e-6a3d6c0f8e11",
    );
  });
});

describe("the side in an address", () => {
  it("is a handle or nothing", () => {
    expect(readSide({ tenant: "acme" })).toEqual({ tenant: "acme" });
    expect(readSide({ tenant: "Acme & Sons" })).toEqual({});
    expect(readSide({ tenant: 7 })).toEqual({});
  });

  it("goes into the path of the original", () => {
    expect(originalPath("a/b", "acme")).toBe("/api/v1/approvals/a%2Fb/original?tenant=acme");
    expect(originalPath("a", undefined)).toBe("/api/v1/approvals/a/original");
  });
});
