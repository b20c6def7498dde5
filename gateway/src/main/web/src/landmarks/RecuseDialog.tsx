import { type RefObject, useRef } from "react";
import { Button } from "../access/Button.tsx";
import { words } from "./words.ts";

/** Says that one knows the person: one press or key to ask, one to say yes. Nobody is asked why. */
export function RecuseDialog(props: {
  busy: boolean;
  /** Filled with what the key on the picture opens. */
  opener: RefObject<(() => void) | null>;
  onRecuse: () => void;
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
        {words.recuse}
      </Button>
      <dialog ref={question} aria-labelledby="acquainted">
        <h2 id="acquainted">{words.recuseTitle}</h2>
        <p>{words.recuseHelp}</p>
        <div className="actions">
          <Button
            className="primary"
            isDisabled={props.busy}
            onPress={() => {
              question.current?.close();
              props.onRecuse();
            }}
          >
            {words.recuseYes}
          </Button>
          <Button onPress={() => question.current?.close()}>{words.recuseNo}</Button>
        </div>
      </dialog>
    </>
  );
}
