import { expect, test } from "vitest";
import { NO_RULES, toldRules, within } from "./rules.ts";
import { words } from "./words.ts";

test("points that another schema had are not sent with this one, and the rest in its order", () => {
  expect(within(["nose-tip", "gone", "chin"], ["chin", "lip", "nose-tip"])).toEqual(["chin", "nose-tip"]);
});

test("a project's rules are told in one line", () => {
  expect(toldRules(NO_RULES, words)).toBe("The annotator decides");
  expect(toldRules({ occluded: "visible-only", required: ["chin", "nose-tip"] }, words)).toBe(
    "Only points that are seen have places. Never missing without a reason: chin, nose-tip",
  );
});
