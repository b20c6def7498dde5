/** What a coder says of a face beside its points, while somebody works on it. Nothing here changes a draft in place. */
import * as z from "zod/mini";

export const EXTENTS = ["none", "partial", "full", "unknown"] as const;
export type Extent = (typeof EXTENTS)[number];

export const INTENSITIES = ["A", "B", "C", "D", "E"] as const;

export const REASONS = [
  "occluded",
  "out-of-view",
  "blurred",
  "facial-hair",
  "glasses",
  "hand",
  "other",
] as const;

/** An action unit that is asked for. `left` and `right` are the points that it moves there: the subject's sides. */
const Unit = z.object({
  number: z.number(),
  name: z.string(),
  shows: z.string(),
  sides: z.enum(["none", "one", "any"]),
  intensity: z.boolean(),
  left: z.array(z.number()),
  right: z.array(z.number()),
});
export type Unit = z.output<typeof Unit>;

const Attribute = z.object({
  id: z.string(),
  name: z.string(),
  kinds: z.array(z.string()),
  shows: z.string(),
});

/** What is asked for. */
export const Asked = z.object({
  actionUnits: z.array(Unit),
  expressions: z.array(z.string()),
  attributes: z.array(Attribute),
});
export type Asked = z.output<typeof Asked>;

const WireUnit = z.object({
  unit: z.number(),
  side: z.nullable(z.string()),
  state: z.string(),
  intensity: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  text: z.nullable(z.string()),
});
export type WireUnit = z.output<typeof WireUnit>;

const WireAttribute = z.object({
  attribute: z.string(),
  extent: z.enum(EXTENTS),
  kind: z.nullable(z.string()),
});

/** What the table has against the coder's word. */
export const Disagreement = z.object({ severity: z.string(), sentence: z.string() });
export type Disagreement = z.output<typeof Disagreement>;

export const Standing = z.object({
  actionUnits: z.array(WireUnit),
  restAbsent: z.boolean(),
  expression: z.nullable(z.string()),
  attributes: z.array(WireAttribute),
});
export type Standing = z.output<typeof Standing>;

/**
 * What is said of one half of the face: `absent`, `present`, a letter from A to E, or a reason for which it is not codable.
 * The text belongs to the reason `other`.
 */
export interface Said {
  readonly what: string;
  readonly text: string;
}

export type Half = "left" | "right";
export type Side = Half | "bilateral";

/** What was said so far. Units without sides use the left half alone. */
export interface Codes {
  readonly units: Readonly<Record<string, Said>>;
  readonly restAbsent: boolean;
  readonly expression: string;
  readonly attributes: Readonly<Record<string, { readonly extent: Extent; readonly kind: string }>>;
}

/** Codes as they stand in a request, beside the points. */
export type CodesSent = Readonly<Record<string, unknown>>;

export const NOTHING: Codes = { units: {}, restAbsent: false, expression: "", attributes: {} };

const key = (unit: Unit, half: Half) => `${unit.number} ${half}`;

function halves(unit: Unit, side: Side): readonly Half[] {
  if (unit.sides === "none") {
    return ["left"];
  }
  return side === "bilateral" ? ["left", "right"] : [side];
}

/** What is said of a unit on a half; null where nothing is. */
export function said(codes: Codes, unit: Unit, half: Half): Said | null {
  return codes.units[key(unit, half)] ?? null;
}

/** Says something of a unit; an empty word takes back what was said. */
export function say(codes: Codes, unit: Unit, side: Side, what: string, text = ""): Codes {
  const units = { ...codes.units };
  for (const half of halves(unit, side)) {
    if (what === "") {
      delete units[key(unit, half)];
    } else {
      units[key(unit, half)] = { what, text };
    }
  }
  return { ...codes, units };
}

/** What a key says of the unit that has the focus; null for a key that says nothing. */
export function keyed(unit: Unit, pressed: string): string | null {
  const letter = pressed.toUpperCase();
  if (INTENSITIES.some((step) => step === letter)) {
    return unit.intensity ? letter : "present";
  }
  switch (pressed) {
    case "-":
      return "absent";
    case "Delete":
    case "Backspace":
      return "";
    default:
      return null;
  }
}

/** The points that light up: those of the sides that are spoken of. */
export function moved(unit: Unit, side: Side): readonly number[] {
  const found = new Set<number>();
  for (const half of side === "bilateral" || unit.sides === "none" ? (["left", "right"] as const) : [side]) {
    for (const index of unit[half]) {
      found.add(index);
    }
  }
  return [...found].sort((one, other) => one - other);
}

/** The first unit that nothing is said of on one of its sides; null once all is said, or the rest is absent. */
export function firstUnsaid(codes: Codes, asked: Asked): Unit | null {
  return codes.restAbsent
    ? null
    : (asked.actionUnits.find((unit) => halves(unit, "bilateral").some((half) => !said(codes, unit, half))) ??
        null);
}

function wire(unit: Unit, side: string | null, { what, text }: Said): WireUnit {
  const bare = { unit: unit.number, side, intensity: null, reason: null, text: null };
  if (what === "absent" || what === "present") {
    return { ...bare, state: what };
  }
  return INTENSITIES.some((step) => step === what)
    ? { ...bare, state: "present", intensity: what }
    : { ...bare, state: "not-codable", reason: what, text: what === "other" ? text : null };
}

function wires(codes: Codes, unit: Unit): WireUnit[] {
  const left = said(codes, unit, "left");
  const right = said(codes, unit, "right");
  if (unit.sides === "none") {
    return left === null ? [] : [wire(unit, null, left)];
  }
  if (left !== null && right !== null && left.what === right.what && left.text === right.text) {
    return [wire(unit, "bilateral", left)];
  }
  return [
    ...(left === null ? [] : [wire(unit, "left", left)]),
    ...(right === null ? [] : [wire(unit, "right", right)]),
  ];
}

/** As the gateway takes it: nothing that was not asked for. */
export function toWire(codes: Codes, asked: Asked): CodesSent {
  return {
    ...(asked.actionUnits.length > 0 && {
      actionUnits: asked.actionUnits.flatMap((unit) => wires(codes, unit)),
      restAbsent: codes.restAbsent,
    }),
    ...(asked.expressions.length > 0 && codes.expression !== "" && { expression: codes.expression }),
    ...(asked.attributes.length > 0 && {
      attributes: Object.entries(codes.attributes).map(([attribute, { extent, kind }]) => ({
        attribute,
        extent,
        kind: kind === "" ? null : kind,
      })),
    }),
  };
}

/** Where somebody left off. */
export function fromWire(sent: Standing, asked: Asked): Codes {
  let codes: Codes = {
    ...NOTHING,
    restAbsent: sent.restAbsent,
    expression: sent.expression ?? "",
    attributes: Object.fromEntries(
      sent.attributes.map(({ attribute, extent, kind }) => [attribute, { extent, kind: kind ?? "" }]),
    ),
  };
  for (const one of sent.actionUnits) {
    const unit = asked.actionUnits.find(({ number }) => number === one.unit);
    if (unit !== undefined) {
      const what = one.state === "present" ? (one.intensity ?? "present") : (one.reason ?? one.state);
      codes = say(codes, unit, (one.side ?? "bilateral") as Side, what, one.text ?? "");
    }
  }
  return codes;
}
