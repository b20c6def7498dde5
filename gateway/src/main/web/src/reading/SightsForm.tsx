import { type FormEvent, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { fromField, toField } from "./filter.ts";
import type { SightsCriteria } from "./sights.ts";
import type { SightsAddress } from "./sightsAddress.ts";
import { sightsWords as words } from "./sightsWords.ts";

const WEEK = 7 * 86_400_000;
const HERE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whom and when to ask about. Names and pseudonyms live in their fields only; an address brings labels. */
export function SightsForm(props: {
  address: SightsAddress;
  isPending: boolean;
  onAsk: (criteria: SightsCriteria, zone: string) => void;
}) {
  const { zone: given, from: since, until: end, ...filter } = props.address;
  const id = useId();
  const [name, setName] = useState("");
  const [pseudonym, setPseudonym] = useState("");
  const [zone, setZone] = useState(given ?? HERE);
  const [from, setFrom] = useState(toField(since ?? minute(Date.now() - WEEK)));
  const [until, setUntil] = useState(toField(end ?? minute(Date.now() + 60_000)));
  const [labels, setLabels] = useState(filter);
  const zones = [...new Set(["UTC", HERE, zone])];

  function submit(event: FormEvent) {
    event.preventDefault();
    const { actor, subject, ...others } = labels;
    const start = fromField(from);
    const stop = fromField(until);
    props.onAsk(
      {
        ...others,
        ...(start === undefined ? {} : { from: start }),
        ...(stop === undefined ? {} : { until: stop }),
        ...(name.trim() !== "" ? { name: name.trim() } : actor === undefined ? {} : { actor }),
        ...(pseudonym.trim() !== ""
          ? { pseudonym: pseudonym.trim() }
          : subject === undefined
            ? {}
            : { subject }),
      },
      zone,
    );
  }

  return (
    <form className="sheet form" onSubmit={submit} aria-label={words.form}>
      <Field label={words.from} value={from} onChange={setFrom} type="datetime-local" required />
      <Field label={words.until} value={until} onChange={setUntil} type="datetime-local" required />
      <div className="field">
        <label htmlFor={id}>{words.zone}</label>
        <select
          id={id}
          value={zone}
          aria-describedby={`${id}-help`}
          onChange={(event) => setZone(event.target.value)}
        >
          {zones.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
        <span id={`${id}-help`} className="faint">
          {words.zoneHelp}
        </span>
      </div>
      <Field label={words.name} value={name} onChange={setName} help={words.nameHelp} />
      <Field label={words.pseudonym} value={pseudonym} onChange={setPseudonym} help={words.pseudonymHelp} />
      {(["actor", "subject"] as const)
        .filter((label) => labels[label] !== undefined)
        .map((label) => (
          <div key={label} className="field">
            <span>
              {words.labels[label]} <code>{labels[label]}</code>
            </span>
            <Button
              className="quiet"
              onPress={() => {
                const { [label]: _, ...others } = labels;
                setLabels(others);
              }}
            >
              {words.everybody(words.labels[label])}
            </Button>
          </div>
        ))}
      <div className="actions">
        <Button type="submit" className="primary" isDisabled={props.isPending}>
          {words.ask}
        </Button>
      </div>
    </form>
  );
}

/** A time to the minute, as an address says it. */
function minute(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16)}:00Z`;
}
