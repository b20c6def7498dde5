import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { Field } from "../access/Field.tsx";
import {
  type Asked,
  type Codes,
  INTENSITIES,
  keyed,
  moved,
  REASONS,
  type Side,
  said,
  say,
  type Unit,
} from "./codes.ts";
import { codesWords as words } from "./codesWords.ts";

const SIDES: Readonly<Record<string, Side>> = { l: "left", r: "right", b: "bilateral" };

/** The action units, one a row. Keys go to the row that has the focus; its points light up on the face. */
export function UnitRows(props: {
  asked: Asked;
  codes: Codes;
  change: (codes: Codes) => void;
  highlight: (points: readonly number[]) => void;
}) {
  const { asked, codes, change, highlight } = props;
  const [chosen, setChosen] = useState<Unit | null>(null);
  const [side, setSide] = useState<Side>("bilateral");

  function choose(unit: Unit, on: Side) {
    setChosen(unit);
    setSide(on);
    highlight(moved(unit, on));
  }

  function key(unit: Unit, pressed: string): boolean {
    const on = SIDES[pressed.toLowerCase()];
    if (on !== undefined) {
      choose(unit, on);
      return true;
    }
    const what = keyed(unit, pressed);
    if (what === null) {
      return false;
    }
    change(say(codes, unit, side, what));
    return true;
  }

  return (
    <>
      {asked.actionUnits.map((unit) => (
        <Button
          key={unit.number}
          className="quiet"
          onFocus={() => choose(unit, chosen === unit ? side : "bilateral")}
          onKeyDown={(event) => {
            const plain = !(event.ctrlKey || event.metaKey || event.altKey);
            if (!(plain && key(unit, event.key))) {
              event.continuePropagation();
            }
          }}
        >
          {words.unit(unit.number, unit.name)}: {summary(codes, unit)}
        </Button>
      ))}
      {chosen !== null && (
        <UnitDetail
          unit={chosen}
          side={side}
          codes={codes}
          change={change}
          chooseSide={(on) => choose(chosen, on)}
        />
      )}
    </>
  );
}

function summary(codes: Codes, unit: Unit): string {
  const left = said(codes, unit, "left")?.what ?? "";
  const right = unit.sides === "none" ? left : (said(codes, unit, "right")?.what ?? "");
  const word = (what: string) => (what === "" && codes.restAbsent ? words.says.absent : words.says[what]);
  return left === right
    ? `${word(left)}`
    : `${words.sides.left} ${word(left)}, ${words.sides.right} ${word(right)}`;
}

function UnitDetail(props: {
  unit: Unit;
  side: Side;
  codes: Codes;
  change: (codes: Codes) => void;
  chooseSide: (side: Side) => void;
}) {
  const { unit, side, codes, change } = props;
  const now = said(codes, unit, side === "right" && unit.sides !== "none" ? "right" : "left");
  const whats = ["", "absent", ...(unit.intensity ? INTENSITIES : ["present"]), ...REASONS];
  return (
    <>
      <p className="faint">{unit.shows}.</p>
      {unit.sides !== "none" && (
        <RadioGroup className="states" value={side} onChange={(on) => props.chooseSide(on as Side)}>
          <Label>{words.side}</Label>
          {(["bilateral", "left", "right"] as const).map((on) => (
            <Radio key={on} value={on} className="radio">
              {words.sides[on]}
            </Radio>
          ))}
        </RadioGroup>
      )}
      <RadioGroup
        className="states"
        value={now?.what ?? ""}
        onChange={(what) => change(say(codes, unit, side, what))}
      >
        <Label>{words.seen}</Label>
        {whats.map((what) => (
          <Radio key={what} value={what} className="radio">
            {words.says[what]}
          </Radio>
        ))}
      </RadioGroup>
      {now?.what === "other" && (
        <Field
          label={words.what}
          value={now.text}
          onChange={(text) => change(say(codes, unit, side, "other", text.slice(0, 200)))}
        />
      )}
    </>
  );
}
