import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { asProblem } from "../access/problem.ts";
import { Title } from "../access/Title.tsx";
import { moment } from "../access/time.ts";
import { budgetWords } from "../views/budgetWords.ts";
import {
  type Concern,
  giveBack,
  nextTask,
  recordNumber,
  recuse,
  report,
  type Saved,
  submit,
  type Task,
} from "./api.ts";
import type { CodesSent } from "./codes.ts";
import { BreakNotice } from "./comfort/BreakNotice.tsx";
import { FaceWork } from "./FaceWork.tsx";
import type { Points } from "./points.ts";
import { words } from "./words.ts";

interface Handed {
  readonly of: Task;
  readonly points: Points;
  readonly codes: CodesSent;
  readonly despite: boolean;
}

/** The annotator's page: one big button, one face, one answer. */
export function WorkPage() {
  const [task, setTask] = useState<Task | null>(null);
  const [done, setDone] = useState<{ task: Task; saved: Saved } | null>(null);
  const next = useMutation({
    mutationFn: nextTask,
    onSuccess: (found) => {
      setDone(null);
      setTask(found);
    },
  });
  const save = useMutation({
    mutationFn: ({ of, points, codes, despite }: Handed) => submit(of, points, codes, despite),
    onSuccess: (saved, { of }) => {
      setTask(null);
      setDone({ task: of, saved });
    },
  });
  const leave = useMutation({ mutationFn: giveBack, onSuccess: () => setTask(null) });
  const warn = useMutation({
    mutationFn: ({ of, concern }: { of: Task; concern: Concern }) => report(of, concern),
    onSuccess: () => {
      next.reset();
      setTask(null);
    },
  });
  const known = useMutation({
    mutationFn: recuse,
    onSuccess: () => {
      setTask(null);
      next.mutate();
    },
  });

  if (task !== null) {
    return (
      <>
        <Title>{words.title}</Title>
        {task.budget !== null && (
          <p role="status" className="notice ask">
            {budgetWords.warning(task.budget, moment(task.budget.frees))}
          </p>
        )}
        <BreakNotice />
        <FaceWork
          key={task.id}
          task={task}
          busy={save.isPending || leave.isPending || warn.isPending || known.isPending}
          endings={{
            onSubmit: (points, codes) =>
              succeeds(save.mutateAsync({ of: task, points, codes, despite: false })),
            onDespite:
              save.isError && asProblem(save.error).reason === "geometry-findings"
                ? (points, codes) => succeeds(save.mutateAsync({ of: task, points, codes, despite: true }))
                : null,
            onGiveBack: () => succeeds(leave.mutateAsync(task)),
            onReport: (concern) => succeeds(warn.mutateAsync({ of: task, concern })),
            onRecuse: () => succeeds(known.mutateAsync(task)),
          }}
        />
        {save.isError && <ProblemNotice error={save.error} />}
        {leave.isError && <ProblemNotice error={leave.error} />}
        {warn.isError && <ProblemNotice error={warn.error} />}
        {known.isError && <ProblemNotice error={known.error} />}
      </>
    );
  }
  return (
    <section className="welcome">
      <Title>{words.title}</Title>
      {done !== null && <SavedNotice task={done.task} record={done.saved.record} />}
      {warn.isSuccess && next.isIdle && (
        <p role="status" className="notice good">
          {words.reported}
        </p>
      )}
      {next.isSuccess && done === null && <p role="status">{leave.isSuccess ? "" : words.none}</p>}
      <p>{words.help}</p>
      <Button className="primary large" isDisabled={next.isPending} onPress={() => next.mutate()}>
        {words.next}
      </Button>
      {next.isError && <ProblemNotice error={next.error} />}
    </section>
  );
}

/** Whether it came to an end; what went wrong stands on the page. */
async function succeeds(ending: Promise<unknown>): Promise<boolean> {
  try {
    await ending;
    return true;
  } catch {
    return false;
  }
}

function SavedNotice({ task, record }: { task: Task; record: string }) {
  const [number, setNumber] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const ended = new AbortController();
    recordNumber(task, record, ended.signal)
      .then((found) => {
        if (!ended.signal.aborted) {
          setNumber(found);
        }
      })
      .catch((thrown: unknown) => {
        if (!ended.signal.aborted) {
          setError(thrown);
        }
      });
    return () => ended.abort();
  }, [task, record]);
  return (
    <>
      <p role="status" className="notice good saved">
        {number === null ? words.savedUnnumbered : words.saved(number)}
      </p>
      {error !== null && <ProblemNotice error={error} />}
    </>
  );
}
