import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Several } from "../access/Several.tsx";
import { OCCLUDED } from "../landmarks/pointRules.ts";
import { Choice } from "./Choice.tsx";
import { type DraftRules, within } from "./rules.ts";
import { DensityForm } from "./schemas/DensityForm.tsx";
import { schemaQuery, type WholeSchema } from "./schemas/schemas.ts";
import { words } from "./words.ts";

/** The part of the form that asks what points have to be when they are handed in, and whether there are enough of them. */
export function RuleFields(props: {
  schema: string;
  draft: DraftRules;
  change: (draft: DraftRules) => void;
  /** A denser schema was added, for this project. */
  onDenser: (schema: WholeSchema) => void;
}) {
  const { draft, change } = props;
  const asked = useQuery(schemaQuery(props.schema, null));
  return (
    <>
      <Choice
        label={words.occluded}
        value={draft.occluded}
        options={OCCLUDED.map((rule) => [rule, words.occludedRules[rule]])}
        choose={(occluded) => change({ ...draft, occluded })}
      />
      {asked.isError && <ProblemNotice error={asked.error} />}
      {asked.data !== undefined && (
        <>
          <RequiredPoints schema={asked.data} draft={draft} change={change} />
          <DensityForm key={asked.data.id} base={asked.data} onAdded={props.onDenser} />
        </>
      )}
    </>
  );
}

function RequiredPoints(props: {
  schema: WholeSchema;
  draft: DraftRules;
  change: (draft: DraftRules) => void;
}) {
  const { schema, draft, change } = props;
  const [open, setOpen] = useState(false);
  const names = schema.points.map(({ name }) => name);
  const required = within(draft.required, names);
  return (
    <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.required(required.length, names.length)}</summary>
      <p className="faint">{words.requiredHelp}</p>
      {open &&
        schema.groups.map(({ name, points }) => (
          <Several
            key={name}
            label={name}
            options={points.flatMap((point) => names[point] ?? [])}
            chosen={required}
            choose={(chosen) => change({ ...draft, required: within(chosen, names) })}
          />
        ))}
    </details>
  );
}
