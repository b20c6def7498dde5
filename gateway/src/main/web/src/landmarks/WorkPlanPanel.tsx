import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../access/Button.tsx";
import { Field } from "../access/Field.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Choice } from "../projects/Choice.tsx";
import {
  fetchPlan,
  LAST_PRIORITY,
  MOST_COPIES,
  planKey,
  setPlan,
  type TypedPlan,
  typedPlan,
  type WorkPlan,
  wantedPlan,
} from "./workPlan.ts";
import { workPlanWords as words } from "./workPlanWords.ts";

/** How a project's faces are to be worked on, and the form by which the client says so. */
export function WorkPlanPanel({ project }: { project: string }) {
  const asked = useQuery({ queryKey: planKey(project), queryFn: () => fetchPlan(project), gcTime: 0 });
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{words.title}</h2>
      <p className="faint">{words.help}</p>
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {asked.data !== undefined && <PlanForm project={project} plan={asked.data} />}
    </section>
  );
}

function PlanForm({ project, plan }: { project: string; plan: WorkPlan }) {
  const [typed, setTyped] = useState<TypedPlan>(typedPlan(plan));
  const queries = useQueryClient();
  const wanted = wantedPlan(typed);
  const saving = useMutation({
    mutationFn: (said: WorkPlan) => setPlan(project, said),
    onSuccess: (saved) => queries.setQueryData(planKey(project), saved),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (wanted !== null) {
      saving.mutate(wanted);
    }
  }

  return (
    <form className="sheet form" onSubmit={submit} aria-labelledby="plan">
      <Choice
        label={words.copies}
        help={words.copiesHelp}
        value={typed.copies}
        options={upTo(MOST_COPIES).map((count) => [String(count), words.people(count)])}
        choose={(copies) => setTyped({ ...typed, copies })}
      />
      <Field
        label={words.dueDays}
        help={words.dueDaysHelp}
        value={typed.dueDays}
        onChange={(dueDays) => setTyped({ ...typed, dueDays })}
        required
      />
      <Choice
        label={words.priority}
        value={typed.priority}
        options={upTo(LAST_PRIORITY).map((one) => [String(one), words.priorities[one] ?? String(one)])}
        choose={(priority) => setTyped({ ...typed, priority })}
      />
      <Choice
        label={words.secondLook}
        help={words.secondLookHelp}
        value={typed.secondLook ? "all" : "none"}
        options={[
          ["none", words.looks.none],
          ["all", words.looks.all],
        ]}
        choose={(looks) => setTyped({ ...typed, secondLook: looks === "all" })}
      />
      <Choice
        label={words.links}
        help={words.linksHelp}
        value={typed.links ? "allowed" : "none"}
        options={[
          ["none", words.linksMay.none],
          ["allowed", words.linksMay.allowed],
        ]}
        choose={(links) => setTyped({ ...typed, links: links === "allowed" })}
      />
      {saving.isError && <ProblemNotice error={saving.error} />}
      {saving.isSuccess && <p role="status">{words.saved}</p>}
      <div className="actions">
        <Button type="submit" isDisabled={saving.isPending || wanted === null}>
          {saving.isPending ? words.saving : words.save}
        </Button>
      </div>
    </form>
  );
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, i) => i + 1);
}
