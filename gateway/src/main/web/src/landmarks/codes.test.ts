import { describe, expect, test } from "vitest";
import {
  type Asked,
  type Codes,
  firstUnsaid,
  fromWire,
  keyed,
  moved,
  NOTHING,
  type Standing,
  said,
  say,
  toWire,
  type Unit,
} from "./codes.ts";

const PULLER: Unit = {
  number: 12,
  name: "Lip corner puller",
  shows: "The corner goes up",
  sides: "any",
  intensity: true,
  left: [54, 57],
  right: [48, 57],
};
const JAW: Unit = { ...PULLER, number: 26, sides: "none", left: [8], right: [8] };
const TONGUE: Unit = { ...JAW, number: 19, intensity: false };
const ASKED: Asked = {
  actionUnits: [PULLER, TONGUE, JAW],
  expressions: ["happiness", "neutral"],
  attributes: [{ id: "glasses", name: "Glasses", kinds: ["clear", "sunglasses"], shows: "Glasses" }],
};

describe("a unit", () => {
  test("is sent once where both sides are alike, and twice where they differ", () => {
    const both = say(NOTHING, PULLER, "bilateral", "C");
    expect(toWire(both, ASKED)).toMatchObject({
      actionUnits: [{ unit: 12, side: "bilateral", state: "present", intensity: "C" }],
    });

    const apart = say(both, PULLER, "left", "absent");
    expect(toWire(apart, ASKED)).toMatchObject({
      actionUnits: [
        { unit: 12, side: "left", state: "absent", intensity: null },
        { unit: 12, side: "right", state: "present", intensity: "C" },
      ],
    });
    expect(said(both, PULLER, "left")?.what).toBe("C");
  });

  test("without sides or intensity is sent without them", () => {
    const codes = say(say(NOTHING, JAW, "right", "other", "a scarf"), TONGUE, "left", "present");
    expect(toWire(codes, ASKED)).toMatchObject({
      actionUnits: [
        { unit: 19, side: null, state: "present", intensity: null },
        { unit: 26, side: null, state: "not-codable", reason: "other", text: "a scarf" },
      ],
    });
  });

  test("is taken back by an empty word", () => {
    const codes = say(say(NOTHING, PULLER, "bilateral", "C"), PULLER, "right", "");
    expect(said(codes, PULLER, "right")).toBeNull();
    expect(said(codes, PULLER, "left")?.what).toBe("C");
  });

  test("is said by keys while it has the focus", () => {
    expect(keyed(PULLER, "a")).toBe("A");
    expect(keyed(PULLER, "E")).toBe("E");
    expect(keyed(TONGUE, "c")).toBe("present");
    expect(keyed(PULLER, "-")).toBe("absent");
    expect(keyed(PULLER, "Delete")).toBe("");
    expect(keyed(PULLER, "f")).toBeNull();
    expect(keyed(PULLER, "Tab")).toBeNull();
  });

  test("moves the points of its side and those in the middle", () => {
    expect(moved(PULLER, "left")).toEqual([54, 57]);
    expect(moved(PULLER, "bilateral")).toEqual([48, 54, 57]);
    expect(moved(JAW, "left")).toEqual([8]);
  });
});

describe("a coding", () => {
  test("is whole once all sides are said, or the rest is absent", () => {
    const half = say(NOTHING, PULLER, "left", "B");
    expect(firstUnsaid(half, ASKED)).toBe(PULLER);
    const more = say(half, PULLER, "right", "absent");
    expect(firstUnsaid(more, ASKED)).toBe(TONGUE);
    expect(firstUnsaid({ ...more, restAbsent: true }, ASKED)).toBeNull();
    expect(firstUnsaid(say(say(more, TONGUE, "left", "absent"), JAW, "left", "A"), ASKED)).toBeNull();
  });

  test("sends nothing that is not asked for", () => {
    const codes: Codes = { ...say(NOTHING, PULLER, "left", "B"), expression: "happiness" };
    expect(toWire(codes, { actionUnits: [], expressions: [], attributes: [] })).toEqual({});
  });

  test("goes to the gateway and back", () => {
    const sent: Standing = {
      actionUnits: [
        { unit: 12, side: "left", state: "present", intensity: "D", reason: null, text: null },
        { unit: 12, side: "right", state: "not-codable", intensity: null, reason: "hand", text: null },
        { unit: 19, side: null, state: "absent", intensity: null, reason: null, text: null },
      ],
      restAbsent: true,
      expression: "happiness",
      attributes: [{ attribute: "glasses", extent: "full", kind: "clear" }],
    };
    expect(toWire(fromWire(sent, ASKED), ASKED)).toEqual(sent);
  });
});
