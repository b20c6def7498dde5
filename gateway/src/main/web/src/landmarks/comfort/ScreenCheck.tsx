import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { moment } from "../../access/time.ts";
import { comfortWords } from "./comfortWords.ts";
import {
  adviceFor,
  type Checked,
  GAMMAS,
  halfGrey,
  keepCheck,
  LIGHTS,
  type Light,
  lastCheck,
  STEPS,
  stepGreys,
} from "./screenCheck.ts";

const SIDE = 48;
/** Where the white lines lie: every other pixel. */
const LINES = Array.from({ length: SIDE }, (_, i) => 2 * i);
const COUNTS = Array.from({ length: STEPS + 1 }, (_, i) => String(i));

/** Asks what somebody sees of a few patterns, and says what to do about it. */
export function ScreenCheck() {
  const [last, setLast] = useState<Checked | null>(() => lastCheck(localStorage));
  const [dark, setDark] = useState("");
  const [bright, setBright] = useState("");
  const [gamma, setGamma] = useState("");
  const [light, setLight] = useState("");
  const greys = stepGreys();
  const done = [dark, bright, gamma, light].every((answer) => answer !== "");

  function keep() {
    const checked: Checked = {
      at: new Date().toISOString(),
      dark: Number(dark),
      bright: Number(bright),
      gamma: GAMMAS[Number(gamma) - 1] ?? 0,
      light: light as Light,
    };
    keepCheck(localStorage, checked);
    setLast(checked);
  }

  return (
    <>
      <p>{comfortWords.screenHelp}</p>
      <Field greys={greys.dark} ground={0} label={comfortWords.darkLabel} />
      <Answers label={comfortWords.dark} answers={COUNTS} value={dark} choose={setDark} />
      <Field greys={greys.bright} ground={255} label={comfortWords.brightLabel} />
      <Answers label={comfortWords.bright} answers={COUNTS} value={bright} choose={setBright} />
      <Stripes />
      <Answers
        label={comfortWords.stripes}
        answers={GAMMAS.map((_, i) => String(i + 1))}
        value={gamma}
        choose={setGamma}
      />
      <Answers
        label={comfortWords.light}
        answers={LIGHTS}
        names={comfortWords.lights}
        value={light}
        choose={setLight}
      />
      <Button isDisabled={!done} onPress={keep}>
        {comfortWords.check}
      </Button>
      <div role="status">
        <p>{last === null ? comfortWords.never : comfortWords.last(moment(last.at))}</p>
        {last !== null && <Verdict checked={last} />}
      </div>
    </>
  );
}

function Verdict({ checked }: { checked: Checked }) {
  const advice = adviceFor(checked);
  return advice.length === 0 ? (
    <p>{comfortWords.fine}</p>
  ) : (
    <ul>
      {advice.map((one) => (
        <li key={one}>{comfortWords.advice[one]}</li>
      ))}
    </ul>
  );
}

function Field({ greys, ground, label }: { greys: readonly number[]; ground: number; label: string }) {
  return (
    <svg
      className="pattern"
      role="img"
      aria-label={label}
      width={SIDE * (greys.length + 1)}
      height={2 * SIDE}
    >
      <rect width="100%" height="100%" fill={grey(ground)} />
      {greys.map((value, i) => (
        <rect
          key={value}
          x={(i + 0.75) * SIDE}
          y={SIDE / 2}
          width={SIDE / 2}
          height={SIDE}
          fill={grey(value)}
        />
      ))}
    </svg>
  );
}

/** Lines of black and white have half of white's light, whatever the screen's gamma; of greys only one has. */
function Stripes() {
  const wide = SIDE * (2 * GAMMAS.length + 1);
  return (
    <svg className="pattern" role="img" aria-label={comfortWords.stripesLabel} width={wide} height={2 * SIDE}>
      <rect width="100%" height="100%" fill={grey(0)} />
      {LINES.map((y) => (
        <rect key={y} y={y} width="100%" height={1} fill={grey(255)} shapeRendering="crispEdges" />
      ))}
      {GAMMAS.map((gamma, i) => (
        <g key={gamma}>
          <rect x={(2 * i + 1) * SIDE} y={SIDE / 2} width={SIDE} height={SIDE} fill={grey(halfGrey(gamma))} />
          <text
            x={(2 * i + 1.5) * SIDE}
            y={SIDE}
            textAnchor="middle"
            dominantBaseline="central"
            fill={grey(0)}
          >
            {i + 1}
          </text>
        </g>
      ))}
    </svg>
  );
}

function Answers<T extends string>(props: {
  label: string;
  answers: readonly T[];
  names?: Readonly<Record<T, string>>;
  value: string;
  choose: (answer: string) => void;
}) {
  return (
    <RadioGroup className="answers" value={props.value} onChange={props.choose} orientation="horizontal">
      <Label>{props.label}</Label>
      <div>
        {props.answers.map((answer) => (
          <Radio key={answer} value={answer} className="radio">
            {props.names?.[answer] ?? answer}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

function grey(value: number): string {
  return `rgb(${value} ${value} ${value})`;
}
