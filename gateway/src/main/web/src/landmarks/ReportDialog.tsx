import { useRef } from "react";
import { Button } from "../access/Button.tsx";
import { CONCERNS, type Concern } from "./api.ts";
import { words } from "./words.ts";

/** Says that the view shows what it should not: one press to ask what, one to send it. */
export function ReportDialog({ busy, onReport }: { busy: boolean; onReport: (concern: Concern) => void }) {
  const question = useRef<HTMLDialogElement>(null);
  return (
    <>
      <Button isDisabled={busy} onPress={() => question.current?.showModal()}>
        {words.report}
      </Button>
      <dialog ref={question} aria-labelledby="concern">
        <h2 id="concern">{words.reportTitle}</h2>
        <p>{words.reportHelp}</p>
        <div className="actions">
          {CONCERNS.map((concern) => (
            <Button
              key={concern}
              className="danger"
              isDisabled={busy}
              onPress={() => {
                question.current?.close();
                onReport(concern);
              }}
            >
              {words.concerns[concern]}
            </Button>
          ))}
          <Button onPress={() => question.current?.close()}>{words.reportNothing}</Button>
        </div>
      </dialog>
    </>
  );
}
