import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Columns } from "../../access/Columns.tsx";
import { ProblemNotice } from "../../access/ProblemNotice.tsx";
import { projectsQuery } from "../api.ts";
import { Choice } from "../Choice.tsx";
import { type Difference, differenceQuery, type ListedVersion } from "./schemas.ts";
import { schemaWords as words } from "./schemaWords.ts";

/** What differs between two versions, and what was placed under the first of them. */
export function DifferencePanel({ id, versions }: { id: string; versions: readonly ListedVersion[] }) {
  const [from, setFrom] = useState(versions.at(-2)?.version ?? 1);
  const [to, setTo] = useState(versions.at(-1)?.version ?? 1);
  const asked = useQuery(differenceQuery(id, from, to));
  const options = versions.map(
    ({ version, points }) => [String(version), words.versions(version, points)] as const,
  );
  return (
    <section aria-labelledby="difference">
      <h2 id="difference">{words.diff}</h2>
      <div className="inline">
        <Choice
          label={words.from}
          value={String(from)}
          options={options}
          choose={(one) => setFrom(Number(one))}
        />
        <Choice label={words.to} value={String(to)} options={options} choose={(one) => setTo(Number(one))} />
      </div>
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {asked.data !== undefined && <Differences found={asked.data} />}
    </section>
  );
}

function Differences({ found }: { found: Difference }) {
  const { changes, affected, projects } = found;
  return (
    <>
      {changes.length === 0 ? (
        <p role="status">{words.same}</p>
      ) : (
        <>
          <h3>{words.changes}</h3>
          <ul>
            {changes.map(({ kind, of, sentence }) => (
              <li key={`${kind} ${of}`}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      <p>{words.affected(affected.tasks, affected.drafts, affected.submissions)}</p>
      {projects.length > 0 && (
        <>
          <h3>{words.onIt}</h3>
          <ul>
            {projects.map((project) => (
              <li key={project}>
                <ProjectLink id={project} />
              </li>
            ))}
          </ul>
        </>
      )}
      {affected.sheets.length > 0 && <Sheets affected={affected} />}
    </>
  );
}

function Sheets({ affected }: { affected: Difference["affected"] }) {
  return (
    <details className="fold">
      <summary>{words.sheets}</summary>
      {affected.sheets.length < affected.drafts + affected.submissions && (
        <p>{words.listed(affected.sheets.length)}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className="wide" aria-label={words.sheets} tabIndex={0}>
        <table>
          <Columns of={words.sheetColumns} />
          <tbody>
            {affected.sheets.map(({ annotation, task, project, kind }) => (
              <tr key={annotation}>
                <td>{kind}</td>
                <td>
                  <code>{annotation}</code>
                </td>
                <td>
                  <code>{task}</code>
                </td>
                <td>
                  <ProjectLink id={project} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function ProjectLink({ id }: { id: string }) {
  const projects = useQuery(projectsQuery).data;
  return (
    <Link to="/app/projects/$project" params={{ project: id }}>
      {projects?.find((project) => project.id === id)?.name ?? id}
    </Link>
  );
}
