import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { entries } from "../access/staff.ts";
import { createProject } from "./api.ts";
import { CodesFields } from "./CodesFields.tsx";
import { POINTS_ALONE, wanted } from "./codes.ts";
import { RuleFields } from "./RuleFields.tsx";
import { NO_RULES } from "./rules.ts";
import { FACE } from "./shown.ts";
import { UseFields } from "./UseFields.tsx";
import { MEASURING, stated } from "./uses.ts";
import { ViewFields } from "./ViewFields.tsx";
import { words } from "./words.ts";

const DAY = 86_400_000;

/** A new project: what for, on which legal basis, for how long, and who annotates. */
export function ProjectForm({ onCancel }: { onCancel: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const basisId = useId();
  const [name, setName] = useState("");
  const [purpose, setPurpose] = useState("");
  const [basis, setBasis] = useState<string>("gdpr-9-2-a");
  const [shown, setShown] = useState(FACE);
  const [rules, setRules] = useState(NO_RULES);
  const [retention, setRetention] = useState("P90D");
  const [use, setUse] = useState(MEASURING);
  const [codes, setCodes] = useState(POINTS_ALONE);
  const [regions, setRegions] = useState("EEA");
  const [pictures, setPictures] = useState("");
  const [team, setTeam] = useState("");
  const [until, setUntil] = useState(() => new Date(Date.now() + 90 * DAY).toISOString().slice(0, 10));
  const create = useMutation({
    mutationFn: createProject,
    onSuccess: async (project) => {
      await queries.invalidateQueries({ queryKey: ["projects"] });
      await navigate({ to: "/app/projects/$project", params: { project: project.id } });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate({
      name,
      purpose,
      legalBasis: basis,
      schema: shown.schema,
      viewProfile: shown.profile,
      pointRules: rules,
      retention,
      use: stated(use),
      codes: wanted(codes, use.kind),
      regions: entries(regions),
      picturesOfOne: pictures.trim() === "" ? null : Number(pictures),
      teams: team === "" ? [] : [{ team, from: new Date().toISOString(), until: `${until}T23:59:59Z` }],
    });
  }

  return (
    <form className="sheet form" onSubmit={submit} aria-label={words.open}>
      <Field label={words.name} value={name} onChange={setName} required />
      <Field label={words.purpose} value={purpose} onChange={setPurpose} help={words.purposeHelp} required />
      <div className="field">
        <label htmlFor={basisId}>{words.legalBasis}</label>
        <select id={basisId} value={basis} onChange={(event) => setBasis(event.target.value)}>
          {Object.entries(words.bases).map(([id, sentence]) => (
            <option key={id} value={id}>
              {sentence}
            </option>
          ))}
        </select>
      </div>
      <UseFields draft={use} change={setUse} />
      <ViewFields
        shown={shown}
        change={(to) => {
          setShown(to);
          // Another schema has other points.
          setRules(to.schema === shown.schema ? rules : { ...rules, required: [] });
        }}
      />
      <RuleFields
        schema={shown.schema}
        draft={rules}
        change={setRules}
        onDenser={({ id, profiles }) =>
          setShown({
            schema: id,
            profile: profiles.includes(shown.profile) ? shown.profile : (profiles[0] ?? shown.profile),
          })
        }
      />
      <CodesFields draft={codes} emotions={use.kind === "emotion-inference"} change={setCodes} />
      <Field
        label={words.retention}
        value={retention}
        onChange={setRetention}
        help={words.retentionHelp}
        required
      />
      <Field label={words.regions} value={regions} onChange={setRegions} help={words.regionsHelp} />
      <Field label={words.pictures} value={pictures} onChange={setPictures} help={words.picturesHelp} />
      <Field label={words.team} value={team} onChange={setTeam} help={words.teamHelp} />
      <Field label={words.until} value={until} onChange={setUntil} type="date" />
      {create.isError && <ProblemNotice error={create.error} />}
      <div className="actions">
        <Button type="submit" className="primary" isDisabled={create.isPending}>
          {words.create}
        </Button>
        <Button onPress={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  );
}
