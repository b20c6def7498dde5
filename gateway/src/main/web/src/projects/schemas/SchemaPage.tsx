import { useMutation, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../../access/ProblemNotice.tsx";
import { CLIENT, useSession } from "../../access/session.ts";
import { Title } from "../../access/Title.tsx";
import { schemasQuery } from "../api.ts";
import { Choice } from "../Choice.tsx";
import { DensityForm } from "./DensityForm.tsx";
import { DifferencePanel } from "./DifferencePanel.tsx";
import { PointTable } from "./PointTable.tsx";
import { SchemaForm } from "./SchemaForm.tsx";
import { builtInOf } from "./SchemasPage.tsx";
import { ShapePicture } from "./ShapePicture.tsx";
import { fetchText, schemaQuery, shapeOf, versionsQuery } from "./schemas.ts";
import { schemaWords as words } from "./schemaWords.ts";

/** One schema: what it looks like, what its points are, how its versions differ, and the way to the next. */
export function SchemaPage() {
  const { schema: id } = useParams({ from: "/app/schemas/$schema" });
  const { version } = useSearch({ from: "/app/schemas/$schema" });
  const navigate = useNavigate();
  const schema = useSuspenseQuery(schemaQuery(id, version ?? null)).data;
  const versions = useSuspenseQuery(versionsQuery(id)).data;
  const client = useSession().roles.includes(CLIENT);
  const go = (to: number) =>
    void navigate({ to: "/app/schemas/$schema", params: { schema: id }, search: { version: to } });
  return (
    <>
      <Title>{schema.title}</Title>
      <p className="faint">
        <code>{schema.id}</code>, {schema.own ? words.own : words.shipped}
      </p>
      {versions.length > 1 && (
        <Choice
          label={words.version}
          value={String(schema.version)}
          options={versions.map((one) => [String(one.version), words.versions(one.version, one.points)])}
          choose={(to) => go(Number(to))}
        />
      )}
      <ShapePicture title={schema.title} shape={shapeOf(schema)} />
      <dl className="facts">
        <dt>{words.source}</dt>
        <dd>{schema.source}</dd>
        <dt>{words.sides}</dt>
        <dd>{schema.sides}</dd>
        <dt>{words.deviations}</dt>
        <dd>{schema.deviations}</dd>
        <dt>{words.profiles}</dt>
        <dd>{schema.profiles.length === 0 ? words.noProfiles : schema.profiles.join(", ")}</dd>
      </dl>
      <PointTable schema={schema} />
      {versions.length > 1 && <DifferencePanel key={id} id={id} versions={versions} />}
      {client && schema.own && <NextVersion id={id} last={versions.at(-1)?.version ?? 1} onAdded={go} />}
      {client && (
        <DensityForm
          base={schema}
          onAdded={(added) =>
            void navigate({ to: "/app/schemas/$schema", params: { schema: added.id }, search: {} })
          }
        />
      )}
    </>
  );
}

function NextVersion(props: { id: string; last: number; onAdded: (version: number) => void }) {
  const { id, last } = props;
  const [writing, setWriting] = useState<string | null>(null);
  const begin = useMutation({ mutationFn: () => fetchText(id, last), onSuccess: setWriting });
  const schemas = useQuery(schemasQuery).data;
  const builtIn = useMemo(() => builtInOf(schemas ?? []), [schemas]);
  return writing === null ? (
    <>
      {begin.isError && <ProblemNotice error={begin.error} />}
      <div className="actions">
        <Button isDisabled={begin.isPending} onPress={() => begin.mutate()}>
          {words.newVersion}
        </Button>
      </div>
    </>
  ) : (
    <SchemaForm
      text={writing}
      after={last}
      builtIn={builtIn}
      onAdded={({ version }) => {
        setWriting(null);
        props.onAdded(version);
      }}
      onCancel={() => setWriting(null)}
    />
  );
}
