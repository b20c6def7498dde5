import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { moment } from "../access/time.ts";
import { type Concern, fetchPoints, fetchView, type Task } from "./api.ts";
import { FaceEditor } from "./FaceEditor.ts";
import { PointPanel } from "./PointPanel.tsx";
import type { Points } from "./points.ts";
import { RecuseDialog } from "./RecuseDialog.tsx";
import { ReportDialog } from "./ReportDialog.tsx";
import { words } from "./words.ts";

/** One face: the canvas, which is the editor's own, and the panel beside it. */
export function FaceWork(props: {
  task: Task;
  busy: boolean;
  onSubmit: (points: Points) => void;
  onGiveBack: () => void;
  onReport: (concern: Concern) => void;
  onRecuse: () => void;
}) {
  const { task } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const askWhetherKnown = useRef<(() => void) | null>(null);
  const [editor, setEditor] = useState<FaceEditor | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    const element = canvas.current;
    const ended = new AbortController();
    let made: FaceEditor | null = null;
    async function open(): Promise<void> {
      const start = await fetchPoints(task, ended.signal);
      const { bitmap } = await fetchView(task, ended.signal);
      if (ended.signal.aborted || element === null) {
        bitmap.close();
        return;
      }
      made = new FaceEditor(element, bitmap, start, task.schema.contours, () => askWhetherKnown.current?.());
      setEditor(made);
      element.focus();
    }
    open().catch((thrown: unknown) => {
      if (!ended.signal.aborted) {
        setError(thrown);
      }
    });
    return () => {
      ended.abort();
      setEditor(null);
      made?.close();
    };
  }, [task]);

  return (
    <>
      <p className="faint task">
        {words.purpose} <strong>{task.purpose}</strong> · {words.guideline} {task.guidelineVersion}
        {task.leaseEnds !== null && ` · ${words.held} ${moment(task.leaseEnds)}`}
      </p>
      {error !== null && <ProblemNotice error={error} />}
      <div className="editor">
        {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: keys go to the picture as to a program */}
        <canvas
          ref={canvas}
          tabIndex={0}
          role="application"
          aria-label={words.canvas}
          aria-describedby="keys"
          data-width={task.width}
          data-height={task.height}
        />
        <div className="panel">
          {editor === null ? (
            error === null && <p role="status">{words.fetching}</p>
          ) : (
            <>
              <PointPanel
                editor={editor}
                names={task.schema.points}
                definitions={task.schema.definitions}
                busy={props.busy}
                onSubmit={props.onSubmit}
                onGiveBack={props.onGiveBack}
              />
              <RecuseDialog busy={props.busy} opener={askWhetherKnown} onRecuse={props.onRecuse} />
              <ReportDialog busy={props.busy} onReport={props.onReport} />
            </>
          )}
          {error !== null && (
            <Button isDisabled={props.busy} onPress={props.onGiveBack}>
              {words.giveBack}
            </Button>
          )}
        </div>
      </div>
      <p id="keys" className="faint">
        {words.keys}
      </p>
    </>
  );
}
