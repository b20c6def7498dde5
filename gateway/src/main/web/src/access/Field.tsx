import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextField } from "react-aria-components/TextField";

/** One line of text that a person fills in. */
export function Field(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  help?: string;
  type?: "text" | "date" | "datetime-local";
  required?: boolean;
}) {
  return (
    <TextField
      className="field"
      value={props.value}
      onChange={props.onChange}
      type={props.type ?? "text"}
      isRequired={props.required ?? false}
      autoComplete="off"
      validationBehavior="native"
    >
      <Label>{props.label}</Label>
      <Input />
      {props.help !== undefined && (
        <Text slot="description" className="faint">
          {props.help}
        </Text>
      )}
    </TextField>
  );
}
