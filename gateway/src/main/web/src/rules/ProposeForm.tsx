import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { fetchSet, propose } from "./rules.ts";
import { ruleWords as words } from "./ruleWords.ts";

/** Proposes what differs from the rules in force, file by file. */
export function ProposeForm({ inForce }: { inForce: string }) {
  const [title, setTitle] = useState("");
  const [chosen, setChosen] = useState("");
  const [edited, setEdited] = useState<Readonly<Record<string, string>>>({});
  const heading = useId();
  const files = useId();
  const texts = useId();
  const help = useId();
  const navigate = useNavigate();
  const read = useQuery({
    queryKey: ["rules", inForce],
    queryFn: () => fetchSet(inForce),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const proposing = useMutation({
    mutationFn: () => propose(title, edited),
    onSuccess: (proposed) => navigate({ to: "/app/rules/$set", params: { set: proposed.set.id } }),
  });
  if (read.data === undefined) {
    return read.isError ? <ProblemNotice error={read.error} /> : <p role="status">{words.loading}</p>;
  }
  const written = read.data.files;
  const names = Object.keys(written).sort();
  const file = chosen === "" ? (names[0] ?? "") : chosen;

  function change(text: string) {
    const others = Object.fromEntries(Object.entries(edited).filter(([name]) => name !== file));
    setEdited(text === written[file] ? others : { ...others, [file]: text });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    proposing.mutate();
  }

  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{words.propose}</h2>
      <form className="sheet form" onSubmit={submit}>
        <Field
          label={words.proposeTitle}
          help={words.proposeTitleHelp}
          value={title}
          onChange={setTitle}
          required
        />
        <div className="field">
          <label htmlFor={files}>{words.file}</label>
          <select id={files} value={file} onChange={(event) => setChosen(event.target.value)}>
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={texts}>{words.text}</label>
          <textarea
            id={texts}
            className="rules"
            rows={18}
            spellCheck={false}
            aria-describedby={help}
            value={edited[file] ?? written[file] ?? ""}
            onChange={(event) => change(event.target.value)}
          />
          <p id={help} className="faint">
            {words.textHelp}
          </p>
        </div>
        {Object.keys(edited).length > 0 && <p role="status">{words.edited(Object.keys(edited).sort())}</p>}
        {proposing.isError && <ProblemNotice error={proposing.error} />}
        <div className="actions">
          <Button
            type="submit"
            className="primary"
            isDisabled={proposing.isPending || title.trim() === "" || Object.keys(edited).length === 0}
          >
            {proposing.isPending ? words.sending : words.send}
          </Button>
        </div>
      </form>
    </section>
  );
}
