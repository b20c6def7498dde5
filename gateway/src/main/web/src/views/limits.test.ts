import { describe, expect, it } from "vitest";
import { typedOf, wanted, whole } from "./limits.ts";

const TYPED = { views: "120", persons: " 400 ", mebibytes: "512", offTask: "10" };

describe("how much annotators may see", () => {
  it("is sent in bytes and typed in mebibytes, and comes back as it was typed", () => {
    const sent = wanted(TYPED);
    expect(sent).toEqual({
      viewsPerHour: 120,
      personsPerDay: 400,
      bytesPerDay: 536_870_912,
      offTaskPerHour: 10,
    });
    expect(sent && typedOf({ ...sent, own: true })).toEqual({ ...TYPED, persons: "400" });
  });

  it("is not sent while a field is no whole number", () => {
    for (const bad of ["", "0", "-1", "1.5", "1e3", "many", "99999999"]) {
      expect(whole(bad)).toBeNull();
      expect(wanted({ ...TYPED, views: bad })).toBeNull();
      expect(wanted({ ...TYPED, persons: bad })).toBeNull();
      expect(wanted({ ...TYPED, mebibytes: bad })).toBeNull();
      expect(wanted({ ...TYPED, offTask: bad })).toBeNull();
    }
  });
});
