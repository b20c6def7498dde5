import { type FormEvent, useId, useRef, useState } from "react";
import { Button } from "../access/Button.tsx";
import { LONGEST_NOTE, noteOf } from "./handover.ts";
import { handoverWords as words } from "./handoverWords.ts";

/** Gives the face back, with a note for the next one or without: one press to be asked, one key or press to do it. */
export function GiveBackDialog(props: { busy: boolean; onGiveBack: (note: string | null) => void }) {
  const id = useId();
  const question = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");

  function submit(event: FormEvent) {
    event.preventDefault();
    question.current?.close();
    props.onGiveBack(noteOf(text));
  }

  return (
    <>
      <Button className="quiet" isDisabled={props.busy} onPress={() => question.current?.showModal()}>
        {words.giveBack}
      </Button>
      <dialog ref={question} aria-labelledby={`${id}-title`}>
        <form onSubmit={submit}>
          <h2 id={`${id}-title`}>{words.title}</h2>
          <p>{words.help}</p>
          <div className="field">
            <label htmlFor={id}>{words.note}</label>
            <textarea
              id={id}
              rows={3}
              maxLength={LONGEST_NOTE}
              autoComplete="off"
              aria-describedby={`${id}-help`}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <span id={`${id}-help`} className="faint">
              {words.noteHelp}
            </span>
          </div>
          <div className="actions">
            <Button className="primary" type="submit" isDisabled={props.busy}>
              {words.yes}
            </Button>
            <Button onPress={() => question.current?.close()}>{words.no}</Button>
          </div>
        </form>
      </dialog>
    </>
  );
}
