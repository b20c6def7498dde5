import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "./Field.tsx";

/** Says of which client a page shows something; empty for one's own side, where that is something. */
export function SideForm(props: {
  words: { readonly side: string; readonly sideHelp: string; readonly show: string };
  choose: (side: string) => void;
  required?: boolean;
}) {
  const [handle, setHandle] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    props.choose(handle.trim());
  }
  return (
    <form className="inline" onSubmit={submit}>
      <Field
        label={props.words.side}
        help={props.words.sideHelp}
        value={handle}
        onChange={setHandle}
        required={props.required ?? false}
      />
      <Button type="submit">{props.words.show}</Button>
    </form>
  );
}
