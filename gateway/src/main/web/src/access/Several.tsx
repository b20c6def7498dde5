/** Any number of a few values. */
export function Several<Value extends string>(props: {
  label: string;
  options: readonly Value[];
  chosen: readonly string[];
  name?: (option: Value) => string | undefined;
  choose: (chosen: readonly string[]) => void;
}) {
  const { chosen } = props;
  return (
    <fieldset>
      <legend>{props.label}</legend>
      {props.options.map((one) => (
        <label key={one} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(one)}
            onChange={(event) =>
              props.choose(event.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one))
            }
          />{" "}
          {props.name?.(one) ?? one}
        </label>
      ))}
    </fieldset>
  );
}
