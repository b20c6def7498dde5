import { type RefObject, useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { Later } from "../access/Later.tsx";
import { asProblem } from "../access/problem.ts";
import type { Task } from "./api.ts";
import { CONSENT_ENDED, type Endings } from "./FaceWork.tsx";
import { SaveNotice } from "./kept/SaveNotice.tsx";
import type { Work } from "./kept/work.ts";
import type { ReviewAct } from "./keys/actions.ts";
import { PointPanel } from "./PointPanel.tsx";
import { RecuseDialog } from "./RecuseDialog.tsx";
import { ReportDialog } from "./ReportDialog.tsx";
import type { Verdict } from "./remarks.ts";
import { SkipDialog } from "./SkipDialog.tsx";

/** What nobody needs before the first look at a face. */
const sidePanels = async () => (await import("./SidePanels.tsx")).SidePanels;

/** What most faces do without. */
const remarksPanel = async () => (await import("./RemarksPanel.tsx")).RemarksPanel;

/** Everything beside the picture. Whatever ends the work lets what is being saved finish first. */
export function FacePanel(props: {
  work: Work;
  task: Task;
  busy: boolean;
  endings: Endings;
  askWhetherKnown: RefObject<(() => void) | null>;
  askWhySkipped: RefObject<(() => void) | null>;
  goOn: RefObject<(() => void) | null>;
  review: RefObject<((act: ReviewAct) => void) | null>;
}) {
  const { work, task, busy, endings } = props;
  const { editor } = work;
  const subscribe = useCallback((listener: () => void) => editor.subscribe(listener), [editor]);
  const state = useSyncExternalStore(subscribe, () => editor.state);
  const codes = useSyncExternalStore(
    useCallback((listener: () => void) => work.subscribe(listener), [work]),
    () => work.codes,
  );
  const saving = useSyncExternalStore(
    useCallback((listener: () => void) => work.subscribe(listener), [work]),
    () => work.saves.state,
  );
  const gone = saving.kind === "refused" && asProblem(saving.error).reason === CONSENT_ENDED;
  useEffect(() => {
    if (gone) {
      endings.onConsentEnded();
    }
  }, [gone, endings]);
  const submit = useRef<(() => void) | null>(null);
  const handIn = (despite: boolean) => void work.end(() => endings.onSubmit(() => work.handIn(despite)));
  return (
    <>
      {task.turn !== "place" && (
        <Later
          load={remarksPanel}
          props={{
            work,
            task,
            codes,
            state,
            busy,
            opener: props.review,
            onFix: () => submit.current?.(),
            onVerdict: (verdict: Verdict) => void work.end(() => endings.onVerdict(verdict)),
          }}
        />
      )}
      <PointPanel
        editor={editor}
        state={state}
        task={task}
        busy={busy}
        opener={submit}
        onSubmit={() => handIn(false)}
        onGiveBack={(note) => void work.end(() => endings.onGiveBack(note))}
      />
      <SaveNotice work={work} />
      <Later
        load={sidePanels}
        props={{
          work,
          task,
          codes,
          state,
          busy,
          goOn: props.goOn,
          onConsentEnded: endings.onConsentEnded,
          onDespite: endings.asksDespite ? () => handIn(true) : null,
        }}
      />
      <div className="actions">
        <RecuseDialog
          busy={busy}
          opener={props.askWhetherKnown}
          onRecuse={() => void work.end(endings.onRecuse)}
        />
        <SkipDialog
          busy={busy}
          opener={props.askWhySkipped}
          onSkip={(reason) => void work.end(() => endings.onSkip(reason))}
        />
        <ReportDialog busy={busy} onReport={(concern) => void work.end(() => endings.onReport(concern))} />
      </div>
    </>
  );
}
