import { useId } from "react";

/** One of a few values. */
export function Choice<Value extends string>(props: {
  label: string;
  help?: string;
  value: Value;
  options: ReadonlyArray<readonly [Value, string]>;
  choose: (value: Value) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        value={props.value}
        {...(props.help !== undefined && { "aria-describedby": `${id}-help` })}
        onChange={(event) => props.choose(event.target.value as Value)}
      >
        {props.options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
      {props.help !== undefined && (
        <span id={`${id}-help`} className="faint">
          {props.help}
        </span>
      )}
    </div>
  );
}
