import { useId } from "react";
import { words } from "./words.ts";

/** As many characters as the gateway takes. */
const LONGEST = 200;

/** Why a point is ambiguous or not labelled. */
export function ReasonField(props: { reason: string; help: string; change: (reason: string) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{words.reason}</label>
      <input
        id={id}
        value={props.reason}
        maxLength={LONGEST}
        autoComplete="off"
        aria-describedby={`${id}-help`}
        onChange={(event) => props.change(event.target.value)}
      />
      <span id={`${id}-help`} className="faint">
        {props.help}
      </span>
    </div>
  );
}
