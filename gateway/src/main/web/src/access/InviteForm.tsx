import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { type Invitation, invite, SCOPES } from "./auditors.ts";
import { auditorWords as words } from "./auditorWords.ts";
import { Field } from "./Field.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { Several } from "./Several.tsx";

const DAY = 86_400_000;
const USUAL = 30;

/** Invites somebody to one's own organisation. */
export function InviteForm() {
  const heading = useId();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<readonly string[]>(SCOPES);
  const [until, setUntil] = useState(() => new Date(Date.now() + USUAL * DAY).toISOString().slice(0, 10));
  const inviting = useMutation({
    mutationFn: () => invite(name, scope, until),
    onSuccess: (invited) => {
      setName("");
      queries.setQueryData<Invitation[]>(["auditors", ""], (all) => [invited, ...(all ?? [])]);
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    inviting.mutate();
  }

  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{words.invite}</h2>
      <form className="sheet form" onSubmit={submit}>
        <Field label={words.name} help={words.nameHelp} value={name} onChange={setName} required />
        <Several
          label={words.columns.scope}
          options={SCOPES}
          chosen={scope}
          name={(one) => words.scopes[one]}
          choose={setScope}
        />
        <Field label={words.until} value={until} onChange={setUntil} type="date" required />
        <p className="faint">{words.secondPerson}</p>
        {inviting.isError && <ProblemNotice error={inviting.error} />}
        <div className="actions">
          <Button
            type="submit"
            className="primary"
            isDisabled={inviting.isPending || name.trim() === "" || scope.length === 0}
          >
            {words.send}
          </Button>
        </div>
      </form>
    </section>
  );
}
