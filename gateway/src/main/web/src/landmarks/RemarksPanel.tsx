import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "../access/Button.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import type { Task } from "./api.ts";
import { fetchRemarks, LONGEST_REMARK, remark, remarksKey, type Verdict } from "./remarks.ts";
import { reviewWords as words } from "./reviewWords.ts";

/** Remarks pinned to points: why a face was returned, or for a reviewer what to say of it and what becomes of it. */
export function RemarksPanel(props: {
  task: Task;
  selected: number;
  busy: boolean;
  select: (point: number) => void;
  onVerdict: (verdict: Verdict) => void;
}) {
  const { task, selected, busy } = props;
  const names = task.schema.points;
  const asked = useQuery({ queryKey: remarksKey(task), queryFn: () => fetchRemarks(task), gcTime: 0 });
  const none = (asked.data?.length ?? 0) === 0;
  const again = task.turn === "second-look";
  return (
    <section aria-labelledby="remarks" className="remarks">
      <h2 id="remarks">{again ? words.title : words.returnedTitle}</h2>
      <p>{again ? words.help : words.returnedHelp}</p>
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {asked.data !== undefined && asked.data.length > 0 && (
        <ul aria-label={words.remarks}>
          {asked.data.map(({ thread, point, text }) => (
            <li key={thread}>
              {point === null ? (
                <span className="faint">{words.gone}</span>
              ) : (
                <Button onPress={() => props.select(point)}>{names[point] ?? String(point)}</Button>
              )}{" "}
              {text}
            </li>
          ))}
        </ul>
      )}
      {again && (
        <>
          <RemarkForm task={task} point={selected} name={names[selected] ?? ""} />
          <div className="actions">
            <Button className="primary" isDisabled={busy} onPress={() => props.onVerdict("accepted")}>
              {words.accept}
            </Button>
            <Button isDisabled={busy || none} onPress={() => props.onVerdict("returned")}>
              {words.giveBack}
            </Button>
          </div>
          {none && <p className="faint">{words.remarkFirst}</p>}
        </>
      )}
    </section>
  );
}

function RemarkForm(props: { task: Task; point: number; name: string }) {
  const { task, point } = props;
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

  function submit(event: FormEvent) {
    event.preventDefault();
    say.mutate();
  }

  return (
    <form onSubmit={submit}>
      <div className="field">
        <label htmlFor={id}>{words.remarkOn(props.name)}</label>
        <textarea
          id={id}
          rows={2}
          maxLength={LONGEST_REMARK}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {say.isError && <ProblemNotice error={say.error} />}
      <div className="actions">
        <Button type="submit" isDisabled={say.isPending || text.trim() === ""}>
          {words.pin}
        </Button>
      </div>
    </form>
  );
}
