import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { fetchLimits, type Limits, limitsKey, setLimits, type Typed, typedOf, wanted } from "./limits.ts";
import { limitWords as words } from "./limitWords.ts";

/** How much annotators may see of a project, and the form by which the client says so. */
export function LimitsPanel({ project }: { project: string }) {
  const asked = useQuery({ queryKey: limitsKey(project), queryFn: () => fetchLimits(project), gcTime: 0 });
  return (
    <section aria-labelledby="limits">
      <h2 id="limits">{words.title}</h2>
      <p className="faint">{words.help}</p>
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {asked.data !== undefined && (
        <>
          <p>{asked.data.own ? words.own : words.measured}</p>
          <LimitsForm key={JSON.stringify(asked.data)} project={project} limits={asked.data} />
        </>
      )}
    </section>
  );
}

function LimitsForm({ project, limits }: { project: string; limits: Limits }) {
  const [typed, setTyped] = useState<Typed>(typedOf(limits));
  const queries = useQueryClient();
  const sent = wanted(typed);
  const saving = useMutation({
    mutationFn: (said: Omit<Limits, "own">) => setLimits(project, said),
    onSuccess: (saved) => queries.setQueryData(limitsKey(project), saved),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (sent !== null) {
      saving.mutate(sent);
    }
  }

  return (
    <form className="sheet form" onSubmit={submit}>
      <Field
        label={words.views}
        value={typed.views}
        onChange={(views) => setTyped({ ...typed, views })}
        required
      />
      <Field
        label={words.persons}
        value={typed.persons}
        onChange={(persons) => setTyped({ ...typed, persons })}
        required
      />
      <Field
        label={words.mebibytes}
        help={words.mebibytesHelp}
        value={typed.mebibytes}
        onChange={(mebibytes) => setTyped({ ...typed, mebibytes })}
        required
      />
      <Field
        label={words.offTask}
        value={typed.offTask}
        onChange={(offTask) => setTyped({ ...typed, offTask })}
        required
      />
      {saving.isError && <ProblemNotice error={saving.error} />}
      <div className="actions">
        <Button type="submit" isDisabled={saving.isPending || sent === null}>
          {saving.isPending ? words.saving : words.save}
        </Button>
      </div>
    </form>
  );
}
