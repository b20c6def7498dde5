import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useDeferredValue, useId, useMemo, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../../access/ProblemNotice.tsx";
import { MistakeList } from "./MistakeList.tsx";
import type { Span } from "./parseJson.ts";
import { ShapePicture } from "./ShapePicture.tsx";
import { addSchema, type WholeSchema } from "./schemas.ts";
import { look } from "./schemaText.ts";
import { schemaWords as words } from "./schemaWords.ts";

/** Writes a schema, or its next version: every mistake beside its place, and what it draws. */
export function SchemaForm(props: {
  /** What to begin with. */
  text: string;
  /** The version that this follows; 0 for a new schema. */
  after: number;
  /** Ids that are taken by the schemas that Visor ships. */
  builtIn: readonly string[];
  onAdded: (schema: WholeSchema) => void;
  onCancel: () => void;
}) {
  const { after } = props;
  const queries = useQueryClient();
  const ids = { text: useId(), file: useId() };
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(props.text);
  // A schema of hundreds of rows is looked at while nothing is typed.
  const settled = useDeferredValue(text);
  const looked = useMemo(() => look(settled, props.builtIn), [settled, props.builtIn]);
  const add = useMutation({
    mutationFn: () => addSchema(text, after),
    onSuccess: async (schema) => {
      await queries.invalidateQueries({ queryKey: ["schemas"] });
      props.onAdded(schema);
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate();
  }

  function goTo({ from, to }: Span) {
    area.current?.focus();
    area.current?.setSelectionRange(from, to);
  }

  return (
    <form className="sheet" onSubmit={submit} aria-label={after === 0 ? words.add : words.newVersion}>
      <p className="faint">{words.addHelp}</p>
      <div className="field">
        <label htmlFor={ids.file}>{words.file}</label>
        <input
          id={ids.file}
          type="file"
          accept=".json,application/json"
          onChange={async (event) => {
            const file = event.target.files?.[0];
            if (file !== undefined) {
              setText(await file.text());
            }
          }}
        />
      </div>
      <div className="field">
        <label htmlFor={ids.text}>{words.text}</label>
        <textarea
          ref={area}
          id={ids.text}
          className="rules"
          rows={18}
          spellCheck={false}
          value={text}
          aria-describedby={`${ids.text}-mistakes`}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div id={`${ids.text}-mistakes`}>
        {settled.trim() !== "" && <MistakeList text={settled} mistakes={looked.mistakes} goTo={goTo} />}
      </div>
      <p className="faint">{words.decides}</p>
      {looked.shape !== null && <ShapePicture title={looked.id ?? words.text} shape={looked.shape} />}
      {add.isError && <ProblemNotice error={add.error} />}
      <div className="actions">
        <Button
          type="submit"
          className="primary"
          isDisabled={add.isPending || text !== settled || looked.mistakes.length > 0}
        >
          {add.isPending ? words.uploading : after === 0 ? words.upload : words.uploadVersion(after + 1)}
        </Button>
        <Button onPress={props.onCancel}>{words.cancel}</Button>
      </div>
    </form>
  );
}
