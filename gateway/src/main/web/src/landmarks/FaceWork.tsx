import { useEffect, useRef, useState } from "react";
import { Button } from "../access/Button.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { moment } from "../access/time.ts";
import type { Concern, SkipReason, Task } from "./api.ts";
import { editorWords } from "./editorWords.ts";
import { FacePanel } from "./FacePanel.tsx";
import { GuidelineDialog } from "./GuidelineDialog.tsx";
import type { HandedIn } from "./kept/FaceVersions.ts";
import { openWork } from "./kept/openWork.ts";
import type { Work } from "./kept/work.ts";
import type { ReviewAct } from "./keys/actions.ts";
import { CheatSheet } from "./keys/CheatSheet.tsx";
import type { Verdict } from "./remarks.ts";
import { words } from "./words.ts";

/** What the gateway says where a face may be shown no more because of its person's consent. */
export const CONSENT_ENDED = "consent-ended";

/** How the page ends the work on a face; each answers whether it came to that. */
export interface Endings {
  readonly onSubmit: (handIn: () => Promise<HandedIn>) => Promise<boolean>;
  /** Whether the gateway asked if what looks wrong is meant so. */
  readonly asksDespite: boolean;
  /** With what the next one should know; null for nothing. */
  readonly onGiveBack: (note: string | null) => Promise<boolean>;
  readonly onSkip: (reason: SkipReason) => Promise<boolean>;
  readonly onReport: (concern: Concern) => Promise<boolean>;
  readonly onRecuse: () => Promise<boolean>;
  /** The person on the picture took the consent back: nothing of it is shown any more. */
  readonly onConsentEnded: () => void;
  readonly onVerdict: (verdict: Verdict) => Promise<boolean>;
}

/** One face: the canvas, which is the editor's own, and the panel beside it. */
export function FaceWork({ task, busy, endings }: { task: Task; busy: boolean; endings: Endings }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const askWhetherKnown = useRef<(() => void) | null>(null);
  const askWhySkipped = useRef<(() => void) | null>(null);
  const showGuideline = useRef<(() => void) | null>(null);
  const showKeys = useRef<(() => void) | null>(null);
  const goOn = useRef<(() => void) | null>(null);
  const review = useRef<((act: ReviewAct) => void) | null>(null);
  const [work, setWork] = useState<Work | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    const element = canvas.current;
    const ended = new AbortController();
    let made: Work | null = null;
    async function open(on: HTMLCanvasElement): Promise<void> {
      const opened = await openWork(on, task, ended.signal, {
        known: () => askWhetherKnown.current?.(),
        skip: () => askWhySkipped.current?.(),
        guideline: () => showGuideline.current?.(),
        help: () => showKeys.current?.(),
        "next-found": () => goOn.current?.(),
        review: (act) => review.current?.(act),
      });
      if (opened === null) {
        return;
      }
      made = opened;
      setWork(opened);
      on.focus();
    }
    if (element !== null) {
      open(element).catch((thrown: unknown) => {
        if (!ended.signal.aborted) {
          setError(thrown);
        }
      });
    }
    return () => {
      ended.abort();
      setWork(null);
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
      {work?.restored === true && (
        <p role="status" className="notice good">
          {editorWords.restored}
        </p>
      )}
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
          {work === null ? (
            error === null && <p role="status">{words.fetching}</p>
          ) : (
            <FacePanel
              work={work}
              task={task}
              busy={busy}
              endings={endings}
              askWhetherKnown={askWhetherKnown}
              askWhySkipped={askWhySkipped}
              goOn={goOn}
              review={review}
            />
          )}
          {error !== null && (
            <Button isDisabled={busy} onPress={() => void endings.onGiveBack(null)}>
              {words.giveBack}
            </Button>
          )}
        </div>
      </div>
      <div id="keys" className="faint">
        <p>{words.keys}</p>
      </div>
      <div className="actions">
        <GuidelineDialog task={task} opener={showGuideline} />
        <CheatSheet opener={showKeys} />
      </div>
    </>
  );
}
