import { describe, expect, test } from "vitest";
import { asks, filterOf, fromField, fromToken, readFilter, toAddress, toField } from "./filter.ts";

describe("an address", () => {
  test("takes what it knows, and never a name", () => {
    expect(
      readFilter({ actor: "person:x", name: "Ann", pseudonym: "p", action: "view.show", until: 7, from: {} }),
    ).toEqual({ actor: "person:x", action: "view.show", until: "7" });
  });

  test("comes back from the gateway's filter as it was", () => {
    expect(fromToken("actor=person%3Aa%2Csystem%3Ab&purpose=a+%26+b&from=2026-11-01T00%3A00%3A00Z")).toEqual({
      actor: "person:a,system:b",
      purpose: "a & b",
      from: "2026-11-01T00:00:00Z",
    });
  });

  test("tells a page that was opened from a search for everything", () => {
    expect(asks(readFilter({}))).toBe(false);
    expect(asks(toAddress({}))).toBe(true);
    expect(filterOf(toAddress({}))).toEqual({});
    expect(filterOf(toAddress({ action: "view.show" }))).toEqual({ action: "view.show" });
  });
});

describe("a time", () => {
  test("goes into a field and out of it", () => {
    expect(fromField("")).toBeUndefined();
    expect(fromField("2026-11-22T10:13")).toBe("2026-11-22T10:13:00Z");
    expect(fromField("2026-11-22T10:13:35")).toBe("2026-11-22T10:13:35Z");
    expect(toField("2026-11-22T10:13:00Z")).toBe("2026-11-22T10:13");
    expect(toField("2026-11-22T10:13:35Z")).toBe("2026-11-22T10:13:35");
    expect(toField(undefined)).toBe("");
    expect(toField("yesterday")).toBe("");
  });
});
