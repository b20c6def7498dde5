import { useId } from "react";
import type { Listed } from "./people.ts";
import { staffWords as words } from "./staffWords.ts";

/** Chooses one of the listed people who belong to no client and are not the operator's. */
export function PersonSelect(props: {
  people: readonly Listed[];
  person: string;
  choose: (person: string) => void;
}) {
  const choices = useId();
  return (
    <div className="field">
      <label htmlFor={choices}>{words.person}</label>
      <select id={choices} value={props.person} onChange={(event) => props.choose(event.target.value)}>
        <option value="">{words.choose}</option>
        {props.people
          .filter(({ tenant, operator }) => tenant === null && !operator)
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </select>
    </div>
  );
}
