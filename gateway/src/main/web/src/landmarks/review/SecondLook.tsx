import { type RefObject, useEffect, useRef, useState } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { Button } from "../../access/Button.tsx";
import { ProblemNotice } from "../../access/ProblemNotice.tsx";
import { fetchHandedIn, type Task } from "../api.ts";
import type { Codes } from "../codes.ts";
import type { EditorState } from "../editorState.ts";
import type { FaceEditor } from "../FaceEditor.ts";
import type { ReviewAct } from "../keys/actions.ts";
import type { CommandId } from "../keys/commands.ts";
import { KeyHint } from "../keys/KeyHint.tsx";
import type { Remark, Verdict } from "../remarks.ts";
import { reviewWords as words } from "../reviewWords.ts";
import { Comparison } from "./Comparison.ts";
import { RemarkForm } from "./RemarkForm.tsx";
import { type Said, verdictOf } from "./verdicts.ts";

/** What a reviewer does with what somebody else handed in: compares, remarks, and says what becomes of it. */
export function SecondLook(props: {
  editor: FaceEditor;
  task: Task;
  state: EditorState;
  codes: Codes;
  busy: boolean;
  remarks: readonly Remark[];
  /** Filled with what the keys on the picture do. */
  opener: RefObject<((act: Exclude<ReviewAct, "next-remark">) => void) | null>;
  onVerdict: (verdict: Verdict) => void;
  onFix: () => void;
}) {
  const { editor, task, state, codes, busy, remarks } = props;
  const { comparison, error } = useComparison(editor, task);
  const [shown, setShown] = useState(false);
  const [begun] = useState(codes);
  const [said, setSaid] = useState<Said | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const none = remarks.length === 0;

  function compare() {
    if (comparison !== null) {
      setShown(comparison.toggle());
    }
  }

  function say(key: "accept" | "fix" | "return") {
    const next = verdictOf(key, { changed: comparison?.changed ?? null, recoded: codes !== begun, remarks });
    setSaid(next);
    if ("lacks" in next && next.lacks === "remark") {
      field.current?.focus();
    }
    if ("does" in next) {
      if (next.does === "fixed") {
        props.onFix();
      } else {
        props.onVerdict(next.does);
      }
    }
  }

  props.opener.current = (act) => {
    if (act === "before") {
      compare();
    } else if (act === "remark") {
      field.current?.focus();
    } else if (!busy) {
      say(act);
    }
  };

  const name = task.schema.points[state.selected] ?? "";
  return (
    <>
      <div className="actions">
        <ToggleButton
          className="toggle"
          isDisabled={comparison === null}
          isSelected={shown}
          onChange={compare}
        >
          {words.before} <KeyHint command="before" />
        </ToggleButton>
      </div>
      {error !== null && <ProblemNotice error={error} />}
      <p role="status" className="faint">
        {shown && comparison !== null && words.shown(comparison.changed)}
      </p>
      <RemarkForm
        task={task}
        point={state.selected}
        name={name}
        field={field}
        onLeave={() => editor.focus()}
      />
      <p role="status">{said !== null && sentence(said)}</p>
      <div className="actions">
        <Judging command="accept" primary busy={busy} judge={() => props.onVerdict("accepted")}>
          {words.accept}
        </Judging>
        <Judging command="return" busy={busy || none} judge={() => props.onVerdict("returned")}>
          {words.giveBack}
        </Judging>
      </div>
      {none && <p className="faint">{words.remarkFirst}</p>}
    </>
  );
}

function Judging(props: {
  command: CommandId;
  primary?: boolean;
  busy: boolean;
  judge: () => void;
  children: string;
}) {
  return (
    <Button className={props.primary ? "primary" : ""} isDisabled={props.busy} onPress={props.judge}>
      {props.children} <KeyHint command={props.command} />
    </Button>
  );
}

/** Fetches what was handed in; it is shown no more once the face is gone. */
function useComparison(editor: FaceEditor, task: Task): { comparison: Comparison | null; error: unknown } {
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const ended = new AbortController();
    let made: Comparison | null = null;
    fetchHandedIn(task, ended.signal).then(
      (before) => {
        if (!ended.signal.aborted) {
          made = new Comparison(editor, before);
          setComparison(made);
        }
      },
      (thrown: unknown) => {
        if (!ended.signal.aborted) {
          setError(thrown);
        }
      },
    );
    return () => {
      ended.abort();
      made?.end();
    };
  }, [editor, task]);
  return { comparison, error };
}

/** Why a key said nothing; what it did say needs no word here. */
function sentence(said: Said): string | null {
  if ("leavesOut" in said) {
    return words.leavesOut(said.leavesOut);
  }
  return "lacks" in said ? words.lacks[said.lacks] : null;
}
