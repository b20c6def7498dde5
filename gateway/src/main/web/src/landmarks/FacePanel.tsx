import { type RefObject, useCallback, useState, useSyncExternalStore } from "react";
import type { Task } from "./api.ts";
import { CodesPanel } from "./CodesPanel.tsx";
import type { Codes } from "./codes.ts";
import type { Endings } from "./FaceWork.tsx";
import { FindingsPanel } from "./FindingsPanel.tsx";
import type { Work } from "./kept/openWork.ts";
import { SaveNotice } from "./kept/SaveNotice.tsx";
import { PointList } from "./PointList.tsx";
import { PointPanel } from "./PointPanel.tsx";
import { RecuseDialog } from "./RecuseDialog.tsx";
import { ReportDialog } from "./ReportDialog.tsx";
import { ToolPanel } from "./ToolPanel.tsx";
import { TonePanel } from "./tone/TonePanel.tsx";

/** Everything beside the picture. Whatever ends the work lets what is being saved finish first. */
export function FacePanel(props: {
  work: Work;
  task: Task;
  busy: boolean;
  endings: Endings;
  askWhetherKnown: RefObject<(() => void) | null>;
  goOn: RefObject<(() => void) | null>;
}) {
  const { work, task, busy, endings } = props;
  const { editor } = work;
  const { onDespite } = endings;
  const [codes, setCodes] = useState(work.codes);
  const say = (next: Codes) => {
    work.say(next);
    setCodes(next);
  };
  const subscribe = useCallback((listener: () => void) => editor.subscribe(listener), [editor]);
  const state = useSyncExternalStore(subscribe, () => editor.state);
  return (
    <>
      <PointPanel
        editor={editor}
        state={state}
        names={task.schema.points}
        definitions={task.schema.definitions}
        busy={busy}
        onSubmit={(points) => void work.end(() => endings.onSubmit(points, work.codesSent()))}
        onGiveBack={() => void work.end(endings.onGiveBack)}
      />
      <SaveNotice work={work} />
      <FindingsPanel
        editor={editor}
        task={task}
        opener={props.goOn}
        busy={busy}
        onDespite={onDespite && ((points) => void work.end(() => onDespite(points, work.codesSent())))}
      />
      {task.codes !== null && (
        <CodesPanel
          task={task}
          asked={task.codes}
          codes={codes}
          change={say}
          highlight={(points) => editor.highlight(points)}
        />
      )}
      <ToolPanel editor={editor} state={state} names={task.schema.points} />
      <TonePanel editor={editor} state={state} />
      <PointList editor={editor} state={state} names={task.schema.points} />
      <div className="actions">
        <RecuseDialog
          busy={busy}
          opener={props.askWhetherKnown}
          onRecuse={() => void work.end(endings.onRecuse)}
        />
        <ReportDialog busy={busy} onReport={(concern) => void work.end(() => endings.onReport(concern))} />
      </div>
    </>
  );
}
