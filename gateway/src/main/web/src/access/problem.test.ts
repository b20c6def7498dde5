import { describe, expect, test } from "vitest";
import { asProblem, Problem, problemFrom } from "./problem.ts";

const TYPE = "application/problem+json;charset=UTF-8";

describe("an answer that refuses", () => {
  test("gives its reason, its sentence and its request id", () => {
    const problem = problemFrom(
      409,
      TYPE,
      '{"status":409,"detail":"Not yet.","reason":"not-yet-sequenced","request":"7"}',
    );
    expect(problem).toMatchObject({
      status: 409,
      reason: "not-yet-sequenced",
      message: "Not yet.",
      requestId: "7",
    });
  });

  test("while nothing can be written down says so in the gateway's one sentence and asks for nothing else", () => {
    const sentence = "Nothing can be shown or saved at the moment, so please try again in a few minutes.";
    const problem = problemFrom(
      503,
      TYPE,
      JSON.stringify({ status: 503, detail: sentence, reason: "trail-unavailable", request: "7" }),
    );
    expect(asProblem(problem).message).toBe(sentence);
    expect(problem.wantsSignIn || problem.wantsStepUp).toBe(false);
  });

  test("asks for the second factor by its reason, not by its status", () => {
    expect(problemFrom(401, TYPE, '{"reason":"step-up-required","detail":"x"}').wantsStepUp).toBe(true);
    expect(problemFrom(401, TYPE, '{"reason":"step-up-required","detail":"x"}').wantsSignIn).toBe(false);
    expect(problemFrom(401, TYPE, '{"reason":"not-signed-in","detail":"x"}').wantsSignIn).toBe(true);
  });

  test.each([
    ["text/html", "<html>stack trace</html>"],
    [TYPE, "{"],
    [TYPE, "null"],
    [TYPE, '{"detail":{"secret":1},"reason":[]}'],
    [null, ""],
  ])("never shows what is no problem document (%s)", (type, body) => {
    const problem = problemFrom(500, type, body);
    expect(problem.reason).toBe("unreadable");
    expect(problem.message).not.toContain("{");
    expect(problem.message).not.toContain("<");
  });
});

test("a network that is down is told apart from a mistake of ours", () => {
  expect(asProblem(new TypeError("fetch failed")).reason).toBe("unreachable");
  expect(asProblem("?").reason).toBe("unexpected");
  expect(asProblem(new Problem(404, "not-found", "x", null)).reason).toBe("not-found");
});
