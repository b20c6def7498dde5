import { expect, test } from "vitest";
import { readSubject } from "./subject.ts";

test("the address about a person holds the identifier and a kind, and never a pseudonym", () => {
  const subject = "0b5e3a52-0000-4000-8000-000000000001";
  expect(readSubject({ subject, kind: "not-shown", pseudonym: "demo-person-01" })).toEqual({
    subject,
    kind: "not-shown",
  });
  expect(readSubject({ subject: "demo-person-01", kind: "Rosa Lind" })).toEqual({});
});
