import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../access/Button.tsx";
import { ProblemNotice } from "../../access/ProblemNotice.tsx";
import { moment } from "../../access/time.ts";
import { projectQuery } from "../api.ts";
import { schemaQuery } from "../schemas/schemas.ts";
import { BlockList } from "./BlockList.tsx";
import { ChangeList } from "./ChangeList.tsx";
import type { DrawnShape } from "./figureDrawing.ts";
import { GuidelineForm } from "./GuidelineForm.tsx";
import {
  guidelineQuery,
  guidelinesKey,
  guidelinesQuery,
  publishGuideline,
  type Version,
} from "./guidelines.ts";
import { guidelineWords as words } from "./guidelineWords.ts";
import { KeptText } from "./keptText.ts";

/** What annotators of a project are told: its versions, and for the client the next one. */
export function GuidelinePanel({ project, client }: { project: string; client: boolean }) {
  const shape = useShape(project);
  const asked = useQuery(guidelinesQuery(project));
  const [chosen, setChosen] = useState<number | null>(null);
  const [writing, setWriting] = useState(
    () => client && new KeptText(sessionStorage, project).read() !== null,
  );
  const versions = asked.data ?? [];
  const shown = versions.find(({ version }) => version === chosen) ?? versions[0];
  return (
    <section aria-labelledby="guideline">
      <h2 id="guideline">{words.title}</h2>
      <p className="faint">{words.help}</p>
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {asked.data?.length === 0 && <p>{words.none}</p>}
      <div className="actions">
        {versions.map((version) => (
          <Button
            key={version.version}
            className={version === shown ? "primary" : ""}
            onPress={() => setChosen(version.version)}
          >
            {nameOf(version)}
          </Button>
        ))}
      </div>
      {shown !== undefined && !writing && (
        <ShownVersion
          project={project}
          version={shown}
          before={versions.find(({ version, published }) => published !== null && version < shown.version)}
          inForce={versions.find(({ published }) => published !== null)}
          client={client}
          shape={shape}
        />
      )}
      {client && asked.isSuccess && !writing && (
        <div className="actions">
          <Button onPress={() => setWriting(true)}>{versions.length === 0 ? words.write : words.next}</Button>
        </div>
      )}
      {writing && (
        <GuidelineForm
          project={project}
          newest={versions[0]}
          onDone={(version) => {
            setWriting(false);
            setChosen(version);
          }}
        />
      )}
    </section>
  );
}

/** The mean shape of the project's schema; null until it is there. */
function useShape(id: string): DrawnShape | null {
  const project = useSuspenseQuery(projectQuery(id)).data;
  const schema = useQuery(schemaQuery(project.schema, project.schemaVersion)).data;
  return schema === undefined
    ? null
    : { names: schema.points.map(({ name }) => name), mean: schema.points, contours: schema.contours };
}

function nameOf({ version, published }: Version): string {
  return `${words.version(version)}, ${published === null ? words.draft : words.published(moment(published))}`;
}

function ShownVersion(props: {
  project: string;
  version: Version;
  before: Version | undefined;
  inForce: Version | undefined;
  client: boolean;
  shape: DrawnShape | null;
}) {
  const { project, version } = props;
  const queries = useQueryClient();
  const asked = useQuery(guidelineQuery(project, version.version));
  const publish = useMutation({
    mutationFn: () => publishGuideline(project, version.version),
    onSuccess: () => queries.invalidateQueries({ queryKey: guidelinesKey(project) }),
  });
  const later = props.inForce === undefined || version.version > props.inForce.version;
  return (
    <div className="sheet">
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {asked.data !== undefined && <BlockList blocks={asked.data.blocks} shape={props.shape} />}
      {asked.data !== undefined && props.before !== undefined && (
        <ChangeList project={project} from={props.before.version} text={asked.data.text} />
      )}
      {publish.isError && <ProblemNotice error={publish.error} />}
      {props.client && version.published === null && later && (
        <div className="actions">
          <Button className="primary" isDisabled={publish.isPending} onPress={() => publish.mutate()}>
            {publish.isPending ? words.publishing : words.publish}
          </Button>
        </div>
      )}
    </div>
  );
}
