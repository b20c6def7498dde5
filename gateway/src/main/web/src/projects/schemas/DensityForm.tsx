import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../../access/Field.tsx";
import { ProblemNotice } from "../../access/ProblemNotice.tsx";
import { Choice } from "../Choice.tsx";
import { factorsOf, MOST_PARTS, partsOf } from "./density.ts";
import { ShapePicture } from "./ShapePicture.tsx";
import { addSchema, densified, type WholeSchema } from "./schemas.ts";
import { look } from "./schemaText.ts";
import { schemaWords as words } from "./schemaWords.ts";

const PARTS = Array.from({ length: MOST_PARTS }, (_, i) => [String(i + 1), String(i + 1)] as const);

/** Makes a schema of one's own with more points out of one that is there: looked at first, then added. No form of its own. */
export function DensityForm({
  base,
  onAdded,
}: {
  base: WholeSchema;
  onAdded: (schema: WholeSchema) => void;
}) {
  const queries = useQueryClient();
  const [id, setId] = useState(`${base.id}-denser`);
  const [title, setTitle] = useState(`${base.title}, denser`);
  const [parts, setParts] = useState<Readonly<Record<string, number>>>({});
  const factors = factorsOf(parts);
  const preview = useMutation({ mutationFn: () => densified({ base: base.id, id, title, factors }) });
  const add = useMutation({
    mutationFn: (text: string) => addSchema(text, 0),
    onSuccess: async (schema) => {
      await queries.invalidateQueries({ queryKey: ["schemas"] });
      onAdded(schema);
    },
  });
  const change = (what: () => void) => {
    // What was looked at is not what would be added any more.
    preview.reset();
    add.reset();
    what();
  };
  const shape = preview.data === undefined ? null : look(preview.data, []).shape;
  return (
    <details className="fold">
      <summary>{words.denser}</summary>
      <p className="faint">{words.denserHelp}</p>
      <div className="inline">
        {partsOf(base).map((name) => (
          <Choice
            key={name}
            label={words.parts(name)}
            value={String(parts[name] ?? 1)}
            options={PARTS}
            choose={(count) => change(() => setParts({ ...parts, [name]: Number(count) }))}
          />
        ))}
      </div>
      <Field label={words.denserId} value={id} onChange={(to) => change(() => setId(to))} />
      <Field label={words.denserTitle} value={title} onChange={(to) => change(() => setTitle(to))} />
      {preview.isError && <ProblemNotice error={preview.error} />}
      {shape !== null && <ShapePicture title={title} shape={shape} />}
      {add.isError && <ProblemNotice error={add.error} />}
      <div className="actions">
        <Button
          isDisabled={preview.isPending || Object.keys(factors).length === 0}
          onPress={() => preview.mutate()}
        >
          {words.preview}
        </Button>
        {preview.data !== undefined && (
          <Button className="primary" isDisabled={add.isPending} onPress={() => add.mutate(preview.data)}>
            {add.isPending ? words.uploading : words.upload}
          </Button>
        )}
      </div>
    </details>
  );
}
