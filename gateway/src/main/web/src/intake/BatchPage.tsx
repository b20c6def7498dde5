import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { CLIENT, REDACTION_OFFICER, useSession } from "../access/session.ts";
import { Title } from "../access/Title.tsx";
import { ExportPanel } from "../exchange/ExportPanel.tsx";
import { type Standing, standingQuery } from "./api.ts";
import { FillBatch } from "./FillBatch.tsx";
import { words } from "./words.ts";

/** One batch from the client's side: how it stands, and the next thing that can be done. */
export function BatchPage() {
  const { batch: id } = useParams({ from: "/app/batches/$batch" });
  const standing = useSuspenseQuery(standingQuery(id)).data;
  const roles = useSession().roles;
  const { batch } = standing;
  return (
    <>
      <p>
        <Link to="/app/projects/$project" params={{ project: batch.project }}>
          {words.toProject}
        </Link>
      </p>
      <Title>{batch.label}</Title>
      <p className="lead">{words.count(standing.pictures, standing.faces)}</p>
      <dl className="facts" aria-live="polite">
        <dt>{words.state}</dt>
        <dd>{words.states[batch.state]}</dd>
        <dt>{words.bystanders}</dt>
        <dd>{standing.bystanders}</dd>
        <dt>{words.waiting}</dt>
        <dd>{standing.waiting}</dd>
        <dt>{words.refused}</dt>
        <dd>{standing.refused}</dd>
      </dl>
      {roles.includes(REDACTION_OFFICER) && (batch.state === "staged" || batch.state === "released") && (
        <p>
          <Link className="button primary" to="/app/batches/$batch/review" params={{ batch: id }}>
            {words.toReview}
          </Link>
        </p>
      )}
      {roles.includes(CLIENT) && batch.state === "open" && <FillBatch id={id} />}
      {roles.includes(CLIENT) && batch.state === "released" && (
        <ExportPanel project={batch.project} batch={id} />
      )}
      {standing.rows.length > 0 && <Rows rows={standing.rows} />}
    </>
  );
}

function Rows({ rows }: { rows: Standing["rows"] }) {
  return (
    <section aria-labelledby="rows">
      <h2 id="rows">{words.rows}</h2>
      <table className="narrow">
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            <th scope="col">{words.picture}</th>
            <th scope="col">{words.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <td>{row.line}</td>
              <td>{row.uploaded ? words.taken : words.missing}</td>
              <td>{row.sentence ?? words.ok}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
