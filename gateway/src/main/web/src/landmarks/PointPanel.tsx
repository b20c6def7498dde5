import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { Field } from "../access/Field.tsx";
import type { Task } from "./api.ts";
import type { EditorState } from "./editorState.ts";
import type { FaceEditor } from "./FaceEditor.ts";
import { asksWhy, firstBroken } from "./pointRules.ts";
import {
  firstUnfinished,
  type Landmark,
  type PointState,
  type Points,
  STATES,
  toWire,
  untouched,
} from "./points.ts";
import { words } from "./words.ts";

/** As many characters as the gateway takes. */
const LONGEST_REASON = 200;

/** What is known of the selected point, and what can be said of it. */
export function PointPanel(props: {
  editor: FaceEditor;
  state: EditorState;
  task: Task;
  busy: boolean;
  onSubmit: () => void;
  onGiveBack: () => void;
}) {
  const { editor, task, busy } = props;
  const names = task.schema.points;
  const { points, selected } = props.state;
  const [unfinished, setUnfinished] = useState<string | null>(null);
  const point = points[selected];
  const left = untouched(points);
  const definition = task.schema.definitions[selected] ?? null;

  function submit() {
    const wrong = firstWrong(points, task);
    setUnfinished(wrong === null ? null : wrong.sentence);
    if (wrong === null) {
      props.onSubmit();
    } else {
      editor.select(wrong.index);
    }
  }

  return (
    <>
      <section aria-labelledby="point">
        <h2 id="point">
          {words.point} {selected}: {names[selected]}
        </h2>
        {definition !== null && <p className="faint">{definition}.</p>}
        <div className="actions">
          <Button onPress={() => editor.selectNext(-1)}>{words.previous}</Button>
          <Button onPress={() => editor.selectNext(1)}>{words.nextPoint}</Button>
          <Button isDisabled={left === 0} onPress={() => editor.selectLeastSure()}>
            {words.leastSure}
          </Button>
        </div>
        {point !== undefined && <PointFacts point={point} reach={editor.reach(selected)} />}
        <RadioGroup
          className="states"
          value={point?.state ?? "visible"}
          onChange={(state) => editor.setState(state as PointState)}
        >
          <Label>{words.state}</Label>
          {STATES.map((state, i) => (
            <Radio key={state} value={state} className="radio">
              <span className="digit">{i + 1}</span> {words.states[state]}
            </Radio>
          ))}
        </RadioGroup>
        {point !== undefined && hasReason(point.state, names[selected] ?? "", task) && (
          <Field
            label={words.reason}
            value={point.reason ?? ""}
            onChange={(reason) => editor.setReason(reason.slice(0, LONGEST_REASON))}
            help={point.state === "ambiguous" ? words.reasonHelp : words.reasonMissing}
          />
        )}
      </section>
      <section className="finish" aria-label={words.submit}>
        <p aria-live="polite">{words.untouched(left)}</p>
        <div className="actions">
          <Button isDisabled={left === 0} onPress={() => editor.confirmAll()}>
            {words.confirmAll}
          </Button>
          <Button onPress={() => editor.undo()}>{words.undo}</Button>
          <Button onPress={() => editor.redo()}>{words.redo}</Button>
        </div>
        {unfinished !== null && (
          <p role="alert" className="notice bad">
            {unfinished}
          </p>
        )}
        <div className="actions">
          <Button className="primary" isDisabled={busy} onPress={submit}>
            {busy ? words.saving : words.submit}
          </Button>
          <Button className="quiet" isDisabled={busy} onPress={props.onGiveBack}>
            {words.giveBack}
          </Button>
        </div>
      </section>
    </>
  );
}

/** An ambiguous point has a reason; one that is not labelled where the project asks why. */
function hasReason(state: PointState, name: string, task: Task): boolean {
  return state === "ambiguous" || (state === "not-labelled" && asksWhy(name, task.rules));
}

/** The first point that keeps the face from being handed in, and why; null where none does. */
function firstWrong(points: Points, task: Task): { index: number; sentence: string } | null {
  const names = task.schema.points;
  const first = firstUnfinished(points);
  if (first >= 0) {
    return { index: first, sentence: words.unfinished(names[first] ?? "") };
  }
  const broken = firstBroken(toWire(points, task), names, task.rules);
  return broken && { index: broken.index, sentence: words.rules[broken.rule](names[broken.index] ?? "") };
}

function PointFacts({ point, reach }: { point: Landmark; reach: number | null }) {
  return (
    <dl className="facts small">
      <dt>{words.places}</dt>
      <dd>
        {point.place === null || point.state === "not-labelled"
          ? "–"
          : `${point.place.x.toFixed(2)}, ${point.place.y.toFixed(2)}`}
      </dd>
      <dt>{words.provenance}</dt>
      <dd>{point.provenance === null ? "–" : words.provenances[point.provenance]}</dd>
      {reach !== null && (
        <>
          <dt>{words.sure}</dt>
          <dd>{words.within(reach.toFixed(1))}</dd>
        </>
      )}
    </dl>
  );
}
