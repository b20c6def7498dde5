import { describe, expect, it } from "vitest";
import { FACE, usable, withSchema } from "./shown.ts";

const schemas = [
  { id: "ibug68", version: 1, own: false, title: "68 points", points: 68, profiles: ["face-oval", "head"] },
  { id: "aflw21", version: 1, own: false, title: "21 points", points: 21, profiles: ["head"] },
];
const profiles = [
  { name: "face-oval", summary: "The face." },
  { name: "head", summary: "The head." },
  { name: "face-box", summary: "A box." },
];

describe("schema and view profile", () => {
  it("offers the profiles that show the schema's points", () => {
    expect(usable(profiles, "aflw21", schemas).map(({ name }) => name)).toEqual(["head"]);
    expect(usable(profiles, "ibug68", schemas).map(({ name }) => name)).toEqual(["face-oval", "head"]);
  });

  it("offers all profiles while the schemas are not there", () => {
    expect(usable(profiles, "ibug68", [])).toEqual(profiles);
  });

  it("keeps a profile that shows the points of another schema, too", () => {
    expect(withSchema({ schema: "aflw21", profile: "head" }, "ibug68", schemas)).toEqual({
      schema: "ibug68",
      profile: "head",
    });
  });

  it("takes a profile that does where the chosen one hides some", () => {
    expect(withSchema(FACE, "aflw21", schemas)).toEqual({ schema: "aflw21", profile: "head" });
  });

  it("leaves the profile to the gateway's answer where no schema is known", () => {
    expect(withSchema(FACE, "other", [])).toEqual({ schema: "other", profile: "face-oval" });
  });
});
