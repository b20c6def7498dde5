import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { type Criteria, fetchActions } from "./api.ts";
import { type Filter, type FilterKey, fromField, toField } from "./filter.ts";
import { words } from "./words.ts";

/** What to look for. Names and pseudonyms live in their fields only; a search that came from an address shows labels. */
export function SearchForm(props: {
  filter: Filter;
  isPending: boolean;
  onSearch: (criteria: Criteria) => void;
}) {
  const [name, setName] = useState("");
  const [pseudonym, setPseudonym] = useState("");
  const [filter, setFilter] = useState<Filter>(props.filter);
  const [from, setFrom] = useState(toField(props.filter.from));
  const [until, setUntil] = useState(toField(props.filter.until));
  const set = (key: FilterKey) => (value: string) => setFilter(changed(filter, key, value));

  function submit(event: FormEvent) {
    event.preventDefault();
    // A field that was left as it came keeps the fraction of a second that it could not show.
    const start = from === toField(props.filter.from) ? props.filter.from : fromField(from);
    const end = until === toField(props.filter.until) ? props.filter.until : fromField(until);
    let criteria = changed(changed(filter, "from", start), "until", end);
    if (name.trim() !== "") {
      criteria = changed(criteria, "actor", undefined);
    }
    if (pseudonym.trim() !== "") {
      criteria = changed(criteria, "subject", undefined);
    }
    props.onSearch({
      ...criteria,
      ...(name.trim() === "" ? {} : { name: name.trim() }),
      ...(pseudonym.trim() === "" ? {} : { pseudonym: pseudonym.trim() }),
    });
  }

  return (
    <form className="sheet form" onSubmit={submit} aria-label={words.form}>
      <Field label={words.pseudonym} value={pseudonym} onChange={setPseudonym} help={words.pseudonymHelp} />
      <Field label={words.name} value={name} onChange={setName} help={words.nameHelp} />
      <ActionField value={filter.action ?? ""} onChange={set("action")} />
      <OutcomeField value={filter.outcome ?? ""} onChange={set("outcome")} />
      <Field label={words.from} value={from} onChange={setFrom} type="datetime-local" help={words.fromHelp} />
      <Field
        label={words.until}
        value={until}
        onChange={setUntil}
        type="datetime-local"
        help={words.untilHelp}
      />
      <Field label={words.project} value={filter.project ?? ""} onChange={set("project")} />
      <Field label={words.purpose} value={filter.purpose ?? ""} onChange={set("purpose")} />
      <Field
        label={words.object}
        value={filter.object ?? ""}
        onChange={set("object")}
        help={words.objectHelp}
      />
      <Labels filter={filter} onDrop={(key) => setFilter(changed(filter, key, undefined))} />
      <div className="actions">
        <Button type="submit" className="primary" isDisabled={props.isPending}>
          {words.search}
        </Button>
      </div>
    </form>
  );
}

/** Persons that came with the address. */
function Labels(props: { filter: Filter; onDrop: (key: "actor" | "subject") => void }) {
  const given = (["actor", "subject"] as const).filter((key) => props.filter[key] !== undefined);
  return given.length === 0 ? null : (
    <dl className="facts labels">
      {given.map((key) => (
        <div key={key}>
          <dt>{words.labels[key]}</dt>
          <dd>
            <code>{props.filter[key]}</code>{" "}
            <Button
              className="quiet"
              aria-label={words.drop(words.labels[key])}
              onPress={() => props.onDrop(key)}
            >
              {words.remove}
            </Button>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ActionField(props: { value: string; onChange: (value: string) => void }) {
  const id = useId();
  const actions = useQuery({
    queryKey: ["trail-actions"],
    queryFn: fetchActions,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const known = actions.data ?? [];
  const groups = [...new Set(known.map((one) => one.group))];
  return (
    <div className="field">
      <label htmlFor={id}>{words.action}</label>
      <select id={id} value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        <option value="">{words.any}</option>
        {props.value !== "" && !known.some((one) => one.action === props.value) && (
          <option value={props.value}>{props.value}</option>
        )}
        {groups.map((group) => (
          <optgroup key={group} label={words.groups[group] ?? group}>
            {known
              .filter((one) => one.group === group)
              .map((one) => (
                <option key={one.action} value={one.action}>
                  {one.sentence}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

function OutcomeField(props: { value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{words.outcome}</label>
      <select id={id} value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        <option value="">{words.any}</option>
        {Object.entries(words.outcomes).map(([outcome, said]) => (
          <option key={outcome} value={outcome}>
            {said}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The filter with one value in another way; an empty one is left out. */
function changed(filter: Filter, key: FilterKey, value: string | undefined): Filter {
  const { [key]: _, ...others } = filter;
  return value === undefined || value.trim() === "" ? others : { ...others, [key]: value.trim() };
}
