import { Field } from "../access/Field.tsx";
import { Choice } from "./Choice.tsx";
import type { Draft } from "./codes.ts";
import { words } from "./words.ts";

/** The part of the form that asks what is said of a face beside its points. */
export function CodesFields(props: { draft: Draft; emotions: boolean; change: (draft: Draft) => void }) {
  const { draft, change } = props;
  return (
    <>
      <Field
        label={words.units}
        value={draft.units}
        onChange={(units) => change({ ...draft, units })}
        help={words.unitsHelp}
      />
      {props.emotions && (
        <Choice
          label={words.expressions}
          value={draft.expressions ? "yes" : "no"}
          options={[
            ["no", words.expressionsNo],
            ["yes", words.expressionsYes],
          ]}
          choose={(chosen) => change({ ...draft, expressions: chosen === "yes" })}
        />
      )}
      <Field
        label={words.attributes}
        value={draft.attributes}
        onChange={(attributes) => change({ ...draft, attributes })}
        help={words.attributesHelp}
      />
    </>
  );
}
