import { type RefObject, useRef } from "react";
import { Button } from "../access/Button.tsx";
import { SKIP_REASONS, type SkipReason } from "./api.ts";
import { words } from "./words.ts";

/** Passes the face over: one press or key to be asked why, one to say it. */
export function SkipDialog(props: {
  busy: boolean;
  /** Filled with what the key on the picture opens. */
  opener: RefObject<(() => void) | null>;
  onSkip: (reason: SkipReason) => void;
}) {
  const question = useRef<HTMLDialogElement>(null);
  const open = () => {
    if (!props.busy && question.current?.open === false) {
      question.current.showModal();
    }
  };
  props.opener.current = open;
  return (
    <>
      <Button isDisabled={props.busy} onPress={open}>
        {words.skip}
      </Button>
      <dialog ref={question} aria-labelledby="skipped">
        <h2 id="skipped">{words.skipTitle}</h2>
        <p>{words.skipHelp}</p>
        <div className="actions">
          {/* First, so that whoever presses Enter by mistake stays. */}
          <Button onPress={() => question.current?.close()}>{words.skipNot}</Button>
          {SKIP_REASONS.map((reason) => (
            <Button
              key={reason}
              isDisabled={props.busy}
              onPress={() => {
                question.current?.close();
                props.onSkip(reason);
              }}
            >
              {words.skipReasons[reason]}
            </Button>
          ))}
        </div>
      </dialog>
    </>
  );
}
