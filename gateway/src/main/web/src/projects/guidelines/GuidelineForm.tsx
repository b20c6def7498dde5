import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "../../access/Button.tsx";
import { ProblemNotice } from "../../access/ProblemNotice.tsx";
import { DEFINITIONS } from "../../landmarks/readGuidelines.ts";
import { addGuideline, guidelineQuery, guidelinesKey, type Version } from "./guidelines.ts";
import { guidelineWords as words } from "./guidelineWords.ts";
import { KeptText } from "./keptText.ts";

/** Writes the next version, from the newest. */
export function GuidelineForm(props: {
  project: string;
  newest: Version | undefined;
  /** What was added; null where it was not. */
  onDone: (version: number | null) => void;
}) {
  const { project, newest } = props;
  const before = useQuery({
    ...guidelineQuery(project, newest?.version ?? DEFINITIONS),
    enabled: newest !== undefined,
  });
  if (before.isError) {
    return <ProblemNotice error={before.error} retry={() => void before.refetch()} />;
  }
  return newest === undefined || before.data !== undefined ? (
    <TextForm {...props} text={before.data?.text ?? ""} after={newest?.version ?? DEFINITIONS} />
  ) : null;
}

function TextForm(props: {
  project: string;
  text: string;
  after: number;
  onDone: (version: number | null) => void;
}) {
  const { project, after } = props;
  const queries = useQueryClient();
  const id = useId();
  const kept = new KeptText(sessionStorage, project);
  const [text, setText] = useState(() => kept.read() ?? props.text);
  const add = useMutation({
    mutationFn: () => addGuideline(project, text, after),
    onSuccess: async ({ version }) => {
      kept.forget();
      await queries.invalidateQueries({ queryKey: guidelinesKey(project) });
      props.onDone(version);
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate();
  }

  return (
    <form className="sheet" onSubmit={submit} aria-label={after === DEFINITIONS ? words.write : words.next}>
      <div className="field">
        <label htmlFor={id}>{words.text}</label>
        <textarea
          id={id}
          rows={20}
          value={text}
          aria-describedby={`${id}-help`}
          onChange={(event) => {
            setText(event.target.value);
            kept.keep(event.target.value);
          }}
        />
        <span id={`${id}-help`} className="faint">
          {words.textHelp}
        </span>
      </div>
      {add.isError && <ProblemNotice error={add.error} />}
      <div className="actions">
        <Button type="submit" className="primary" isDisabled={add.isPending || text.trim() === ""}>
          {add.isPending ? words.saving : words.save}
        </Button>
        <Button
          onPress={() => {
            kept.forget();
            props.onDone(null);
          }}
        >
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
