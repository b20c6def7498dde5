import { type RefObject, useState } from "react";
import { Button } from "../access/Button.tsx";
import { Later } from "../access/Later.tsx";
import type { Task } from "./api.ts";
import type { EditorState } from "./editorState.ts";
import type { FaceEditor } from "./FaceEditor.ts";
import { asksWhy, firstBroken } from "./pointRules.ts";
import { firstUnfinished, type Landmark, type PointState, type Points, toWire, untouched } from "./points.ts";
import { ReasonField } from "./ReasonField.tsx";
import { StateChoice } from "./StateChoice.tsx";
import { words } from "./words.ts";

/** Nobody gives a face back before having seen it. */
const giveBackDialog = async () => (await import("./GiveBackDialog.tsx")).GiveBackDialog;

/** What is known of the selected point, and what can be said of it. */
export function PointPanel(props: {
  editor: FaceEditor;
  state: EditorState;
  task: Task;
  busy: boolean;
  /** Filled with what the button does that hands in. */
  opener: RefObject<(() => void) | null>;
  onSubmit: () => void;
  onGiveBack: (note: string | null) => void;
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

  props.opener.current = submit;

  return (
    <>
      <section aria-labelledby="point">
        <h2 id="point">
          {words.point} {selected}: {names[selected]}
        </h2>
        {/* Schemas define their points in English. */}
        {definition !== null && (
          <p className="faint" lang="en">
            {definition}.
          </p>
        )}
        <div className="actions">
          <Button onPress={() => editor.selectNext(-1)}>{words.previous}</Button>
          <Button onPress={() => editor.selectNext(1)}>{words.nextPoint}</Button>
          <Button isDisabled={left === 0} onPress={() => editor.selectLeastSure()}>
            {words.leastSure}
          </Button>
        </div>
        {point !== undefined && <PointFacts point={point} reach={editor.reach(selected)} />}
        <StateChoice state={point?.state ?? "visible"} choose={(state) => editor.setState(state)} />
        {point !== undefined && hasReason(point.state, names[selected] ?? "", task) && (
          <ReasonField
            reason={point.reason ?? ""}
            help={point.state === "ambiguous" ? words.reasonHelp : words.reasonMissing}
            change={(reason) => editor.setReason(reason)}
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
          <Later load={giveBackDialog} props={{ busy, onGiveBack: props.onGiveBack }} />
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
