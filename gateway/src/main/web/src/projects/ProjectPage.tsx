import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { CLIENT, useSession } from "../access/session.ts";
import { Title } from "../access/Title.tsx";
import { RecipientsPanel } from "../exchange/RecipientsPanel.tsx";
import { BatchList } from "../intake/BatchList.tsx";
import { WorkPlanPanel } from "../landmarks/WorkPlanPanel.tsx";
import { LimitsPanel } from "../views/LimitsPanel.tsx";
import { projectQuery } from "./api.ts";
import { told } from "./codes.ts";
import { GuidelinePanel } from "./guidelines/GuidelinePanel.tsx";
import { RecipientPanel } from "./RecipientPanel.tsx";
import { toldRules } from "./rules.ts";
import { MovePanel } from "./schemas/MovePanel.tsx";
import { UseFacts } from "./UseFacts.tsx";
import { words } from "./words.ts";

/** One project: its rules, its batches, and the keys of both sides. */
export function ProjectPage() {
  const { project: id } = useParams({ from: "/app/projects/$project" });
  const project = useSuspenseQuery(projectQuery(id)).data;
  const client = useSession().roles.includes(CLIENT);
  const bases: Readonly<Record<string, string>> = words.bases;
  return (
    <>
      <Title>{project.name}</Title>
      <dl className="facts">
        <dt>{words.purpose}</dt>
        <dd>{project.purpose}</dd>
        <dt>{words.legalBasis}</dt>
        <dd>{bases[project.legalBasis] ?? project.legalBasis}</dd>
        <dt>{words.schema}</dt>
        <dd>{words.points(project.schema, project.points)}</dd>
        <dt>{words.rules}</dt>
        <dd>{toldRules(project.pointRules, words)}</dd>
        <dt>{words.profile}</dt>
        <dd>{project.viewProfile}</dd>
        <dt>{words.retention}</dt>
        <dd>{project.retention}</dd>
        <dt>{words.regions}</dt>
        <dd>{project.regions.length === 0 ? words.anywhere : project.regions.join(", ")}</dd>
        <dt>{words.pictures}</dt>
        <dd>{project.picturesOfOne ?? words.anyNumber}</dd>
        <dt>{words.codes}</dt>
        <dd>{told(project.codes)}</dd>
      </dl>
      <UseFacts project={project} />
      <BatchList project={id} />
      <GuidelinePanel project={id} client={client} />
      {client && <RecipientPanel project={id} />}
      {client && <RecipientsPanel project={id} />}
      {client && <MovePanel project={project} />}
      {client && <WorkPlanPanel project={id} />}
      {client && <LimitsPanel project={id} />}
    </>
  );
}
