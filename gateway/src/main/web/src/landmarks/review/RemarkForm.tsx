import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, type RefObject, useId, useState } from "react";
import { Button } from "../../access/Button.tsx";
import { ProblemNotice } from "../../access/ProblemNotice.tsx";
import type { Task } from "../api.ts";
import { LONGEST_REMARK, remark, remarksKey } from "../remarks.ts";
import { reviewWords as words } from "../reviewWords.ts";

/** Pins a remark to the selected point, by keyboard as well: it leads back to the picture. */
export function RemarkForm(props: {
  task: Task;
  point: number;
  name: string;
  field: RefObject<HTMLTextAreaElement | null>;
  onLeave: () => void;
}) {
  const { task, point, onLeave } = props;
  const id = useId();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const say = useMutation({
    mutationFn: () => remark(task, point, text.trim()),
    onSuccess: async () => {
      setText("");
      await queries.invalidateQueries({ queryKey: remarksKey(task) });
    },
  });
  const ready = !say.isPending && text.trim() !== "";

  function submit(event: FormEvent) {
    event.preventDefault();
    say.mutate();
  }

  function byKey(event: KeyboardEvent) {
    if (event.key === "Escape") {
      onLeave();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (ready) {
        say.mutate(undefined, { onSuccess: onLeave });
      }
    }
  }

  return (
    <form onSubmit={submit}>
      <div className="field">
        <label htmlFor={id}>{words.remarkOn(props.name)}</label>
        <textarea
          ref={props.field}
          id={id}
          aria-describedby={`${id}-keys`}
          rows={2}
          maxLength={LONGEST_REMARK}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={byKey}
        />
        <p id={`${id}-keys`} className="faint">
          {words.remarkKeys}
        </p>
      </div>
      {say.isError && <ProblemNotice error={say.error} />}
      <div className="actions">
        <Button type="submit" isDisabled={!ready}>
          {words.pin}
        </Button>
      </div>
    </form>
  );
}
