import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect } from "react";
import { asProblem } from "../access/problem.ts";
import { guidelineWords } from "../projects/guidelines/guidelineWords.ts";
import { PointFigure } from "../projects/guidelines/PointFigure.tsx";
import type { Task } from "./api.ts";
import { CodesPanel } from "./CodesPanel.tsx";
import type { Codes } from "./codes.ts";
import type { EditorState } from "./editorState.ts";
import { CONSENT_ENDED } from "./FaceWork.tsx";
import { FindingsPanel } from "./FindingsPanel.tsx";
import type { Work } from "./kept/work.ts";
import { PointList } from "./PointList.tsx";
import { standingQuery } from "./standing.ts";
import { ToolPanel } from "./ToolPanel.tsx";
import { TonePanel } from "./tone/TonePanel.tsx";

/** What looks wrong, codes, tools, tones and the list of points: fetched once the picture, its keys and its point stand. */
export function SidePanels(props: {
  work: Work;
  task: Task;
  codes: Codes;
  state: EditorState;
  busy: boolean;
  goOn: RefObject<(() => void) | null>;
  onDespite: (() => void) | null;
  onConsentEnded: () => void;
}) {
  const { work, task, codes, state } = props;
  const { editor } = work;
  const standing = useQuery(standingQuery(task));
  const gone = standing.isError && asProblem(standing.error).reason === CONSENT_ENDED;
  const { onConsentEnded } = props;
  useEffect(() => {
    if (gone) {
      onConsentEnded();
    }
  }, [gone, onConsentEnded]);
  const { points: names, definitions, mean, contours } = task.schema;
  const name = names[state.selected];
  return (
    <>
      {name !== undefined && (
        <details className="guideline">
          <summary>{guidelineWords.where}</summary>
          <PointFigure
            shape={{ names, mean, contours }}
            point={name}
            dx={0}
            dy={0}
            caption={definitions[state.selected] ?? name}
          />
        </details>
      )}
      <FindingsPanel
        editor={editor}
        task={task}
        opener={props.goOn}
        busy={props.busy}
        onDespite={props.onDespite}
      />
      {task.codes !== null && (
        <CodesPanel
          task={task}
          asked={task.codes}
          codes={codes}
          change={(next) => work.say(next)}
          highlight={(points) => editor.highlight(points)}
        />
      )}
      <ToolPanel editor={editor} state={state} names={task.schema.points} />
      <TonePanel editor={editor} state={state} />
      <PointList editor={editor} state={state} names={task.schema.points} />
    </>
  );
}
