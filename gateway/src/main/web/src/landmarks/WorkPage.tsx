import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../access/Button.tsx";
import { Later } from "../access/Later.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { nextTask, type Task, takeBack } from "./api.ts";
import { FaceTurn, type Outcome } from "./FaceTurn.tsx";
import { dropHandIn, type HandIn, handIns, noteHandIn } from "./handIns.ts";
import { SavedNotice } from "./SavedNotice.tsx";
import { words } from "./words.ts";

const lookedAtNotice = async () => (await import("./LookedAtNotice.tsx")).LookedAtNotice;
const handInList = async () => (await import("./HandInList.tsx")).HandInList;

/** The annotator's page: one big button, one face, one answer. */
export function WorkPage() {
  const [task, setTask] = useState<Task | null>(null);
  const [last, setLast] = useState<Outcome | null>(null);
  const [none, setNone] = useState(false);
  const next = useMutation({
    mutationFn: nextTask,
    onSuccess: (found) => {
      setTask(found);
      setNone(found === null);
      // Said above the next face, or that there is none: it took the last one away.
      setLast((before) => (before?.kind === "consent-ended" ? before : null));
    },
  });
  const back = useMutation({
    mutationFn: takeBack,
    onSuccess: (_, { task: id }) => {
      dropHandIn(sessionStorage, id);
      setLast(null);
      next.mutate();
    },
  });

  function over(outcome: Outcome) {
    if (outcome.kind === "saved") {
      const { id, purpose } = outcome.task;
      noteHandIn(sessionStorage, { task: id, purpose, at: Date.now() });
    }
    next.reset();
    back.reset();
    setTask(null);
    setNone(false);
    setLast(outcome);
    if (outcome.kind === "recused" || outcome.kind === "consent-ended") {
      next.mutate();
    }
  }

  if (task !== null) {
    return (
      <>
        <Title>{words.title}</Title>
        {last !== null && <LastNotice last={last} />}
        <FaceTurn key={task.id} task={task} over={over} />
      </>
    );
  }
  const busy = next.isPending || back.isPending;
  return (
    <section className="welcome">
      <Title>{words.title}</Title>
      {last !== null && <LastNotice last={last} />}
      {none && <p role="status">{words.none}</p>}
      <p>{words.help}</p>
      <Button className="primary large" isDisabled={busy} onPress={() => next.mutate()}>
        {words.next}
      </Button>
      {next.isError && <ProblemNotice error={next.error} />}
      {handIns(sessionStorage, Date.now()).length > 0 && (
        <Later load={handInList} props={{ busy, takeBack: (handIn: HandIn) => back.mutate(handIn) }} />
      )}
      {back.isError && <ProblemNotice error={back.error} />}
    </section>
  );
}

/** What became of the last face. */
function LastNotice({ last }: { last: Outcome }) {
  switch (last.kind) {
    case "saved":
      return <SavedNotice task={last.task} handed={last.handed} />;
    case "skipped":
      return <Thanks>{last.reason === "distress" ? words.skippedOwn : words.skipped}</Thanks>;
    case "looked-at":
      return <Later load={lookedAtNotice} props={{ verdict: last.verdict }} />;
    case "consent-ended":
      return <Thanks>{words.consentEnded}</Thanks>;
    case "reported":
      return <Thanks>{words.reported}</Thanks>;
    case "given-back":
    case "recused":
      return null;
  }
}

function Thanks({ children }: { children: string }) {
  return (
    <p role="status" className="notice good">
      {children}
    </p>
  );
}
