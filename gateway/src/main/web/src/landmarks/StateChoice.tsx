import { useId } from "react";
import { type PointState, STATES } from "./points.ts";
import { words } from "./words.ts";

/** How the selected point is seen, as the browser's own radio buttons. */
export function StateChoice({ state, choose }: { state: PointState; choose: (state: PointState) => void }) {
  const name = useId();
  return (
    <fieldset className="states">
      <legend>{words.state}</legend>
      {STATES.map((one, i) => (
        <label key={one} className="radio own">
          <input type="radio" name={name} checked={one === state} onChange={() => choose(one)} />
          <span className="digit">{i + 1}</span> {words.states[one]}
        </label>
      ))}
    </fieldset>
  );
}
