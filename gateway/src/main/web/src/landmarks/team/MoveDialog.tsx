import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../../access/ProblemNotice.tsx";
import { Choice } from "../../projects/Choice.tsx";
import {
  called,
  type Member,
  MOVE_REASONS,
  type MoveReason,
  moveTask,
  receivers,
  type TeamTask,
} from "./teamTasks.ts";
import { teamWords as words } from "./teamWords.ts";

/** Moves one task: to whom, and why. */
export function MoveDialog(props: {
  task: TeamTask;
  /** Which row of the list it is, from 1 on. */
  number: number;
  members: readonly Member[];
  moved: () => void;
}) {
  const { task, number, members } = props;
  const id = useId();
  const question = useRef<HTMLDialogElement>(null);
  const [to, setTo] = useState("");
  const [reason, setReason] = useState<MoveReason>("absent");
  const move = useMutation({
    mutationFn: () => moveTask(task, to === "" ? null : to, reason),
    onSuccess: () => {
      question.current?.close();
      props.moved();
    },
  });

  function open() {
    move.reset();
    question.current?.showModal();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    move.mutate();
  }

  return (
    <>
      <Button className="quiet" aria-label={words.moveNamed(number, task.purpose)} onPress={open}>
        {words.move}
      </Button>
      <dialog ref={question} aria-labelledby={id}>
        <form className="form" onSubmit={submit}>
          <h2 id={id}>{words.dialog(number)}</h2>
          <p>{words.dialogHelp}</p>
          <Choice
            label={words.to}
            value={to}
            options={[
              ["", words.queue],
              ...receivers(task, members).map(({ person }) => [person, called(person, members)] as const),
            ]}
            choose={setTo}
          />
          <Choice
            label={words.reason}
            value={reason}
            options={MOVE_REASONS.map((one) => [one, words.reasons[one]] as const)}
            choose={setReason}
          />
          {move.isError && <ProblemNotice error={move.error} />}
          <div className="actions">
            <Button type="submit" className="primary" isDisabled={move.isPending}>
              {move.isPending ? words.moving : words.move}
            </Button>
            <Button onPress={() => question.current?.close()}>{words.keep}</Button>
          </div>
        </form>
      </dialog>
    </>
  );
}
