import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "./Field.tsx";
import { PersonSelect } from "./PersonSelect.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";
import type { Listed } from "./people.ts";
import { entries, join } from "./staff.ts";
import { staffWords as words } from "./staffWords.ts";

const NOBODY = { person: "", lead: false, skills: "", languages: "", hours: "" };

/** Takes one of the listed people into a team. */
export function JoinForm({ team, people }: { team: string; people: readonly Listed[] }) {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(NOBODY);
  const change = (part: Partial<typeof NOBODY>) => setDraft((before) => ({ ...before, ...part }));
  const joining = useMutation({
    mutationFn: () =>
      join(team, { ...draft, skills: entries(draft.skills), languages: entries(draft.languages) }),
    onSuccess: async () => {
      setDraft(NOBODY);
      setOpen(false);
      await queries.invalidateQueries({ queryKey: ["teams"] });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    joining.mutate();
  }

  if (!open) {
    return (
      <Button aria-label={words.joinNamed(team)} onPress={() => setOpen(true)}>
        {words.join}
      </Button>
    );
  }
  return (
    <form className="sheet form" onSubmit={submit} aria-label={words.joinNamed(team)}>
      <PersonSelect people={people} person={draft.person} choose={(person) => change({ person })} />
      <label className="check">
        <input
          type="checkbox"
          checked={draft.lead}
          onChange={(event) => change({ lead: event.target.checked })}
        />{" "}
        {words.leads}
      </label>
      <Field
        label={words.skills}
        help={words.skillsHelp}
        value={draft.skills}
        onChange={(skills) => change({ skills })}
      />
      <Field
        label={words.languages}
        help={words.languagesHelp}
        value={draft.languages}
        onChange={(languages) => change({ languages })}
      />
      <Field
        label={words.hours}
        help={words.hoursHelp}
        value={draft.hours}
        onChange={(hours) => change({ hours })}
      />
      {joining.isError && <ProblemNotice error={joining.error} />}
      <div className="actions">
        <Button type="submit" className="primary" isDisabled={joining.isPending || draft.person === ""}>
          {words.join}
        </Button>
      </div>
    </form>
  );
}
