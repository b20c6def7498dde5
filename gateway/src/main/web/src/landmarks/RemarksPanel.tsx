import { useQuery } from "@tanstack/react-query";
import { type RefObject, useRef } from "react";
import { Button } from "../access/Button.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import type { Task } from "./api.ts";
import type { Codes } from "./codes.ts";
import type { EditorState } from "./editorState.ts";
import type { Work } from "./kept/work.ts";
import type { ReviewAct } from "./keys/actions.ts";
import { fetchRemarks, remarksKey, type Verdict } from "./remarks.ts";
import { SecondLook } from "./review/SecondLook.tsx";
import { nextRemarked } from "./review/verdicts.ts";
import { reviewWords as words } from "./reviewWords.ts";

/** Remarks pinned to points: why a face was returned, or for a reviewer what to say of it and what becomes of it. */
export function RemarksPanel(props: {
  work: Work;
  task: Task;
  codes: Codes;
  state: EditorState;
  busy: boolean;
  /** Filled with what the keys on the picture do. */
  opener: RefObject<((act: ReviewAct) => void) | null>;
  onVerdict: (verdict: Verdict) => void;
  onFix: () => void;
}) {
  const { work, task, state } = props;
  const { editor } = work;
  const names = task.schema.points;
  const asked = useQuery({ queryKey: remarksKey(task), queryFn: () => fetchRemarks(task), gcTime: 0 });
  const remarks = asked.data ?? [];
  const again = task.turn === "second-look";
  const look = useRef<((act: Exclude<ReviewAct, "next-remark">) => void) | null>(null);

  props.opener.current = (act) => {
    if (act !== "next-remark") {
      look.current?.(act);
      return;
    }
    const next = nextRemarked(remarks, editor.state.selected);
    if (next >= 0) {
      editor.select(next);
    }
  };

  return (
    <section aria-labelledby="remarks" className="remarks">
      <h2 id="remarks">{again ? words.title : words.returnedTitle}</h2>
      <p>{again ? words.help : words.returnedHelp}</p>
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {remarks.length > 0 && (
        <ul aria-label={words.remarks}>
          {remarks.map(({ thread, point, text }) => (
            <li key={thread}>
              {point === null ? (
                <span className="faint">{words.gone}</span>
              ) : (
                <Button onPress={() => editor.select(point)}>{names[point] ?? String(point)}</Button>
              )}{" "}
              {text}
            </li>
          ))}
        </ul>
      )}
      {again && (
        <SecondLook
          editor={editor}
          task={task}
          state={state}
          codes={props.codes}
          busy={props.busy}
          remarks={remarks}
          opener={look}
          onVerdict={props.onVerdict}
          onFix={props.onFix}
        />
      )}
    </section>
  );
}
