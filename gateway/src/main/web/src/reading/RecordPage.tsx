import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { moment, utcMoment } from "../access/time.ts";
import { fetchRecord, type TrailRecord } from "./api.ts";
import { DECISION_INPUT, laidOut } from "./opened.ts";
import { ProofPanel } from "./ProofPanel.tsx";
import { words } from "./words.ts";

/** One record in plain sentences, what belongs to it, and its proof. */
export function RecordPage() {
  const { record: id } = useParams({ from: "/app/trail/$record" });
  const asked = useQuery({
    queryKey: ["trail-record", id],
    queryFn: () => fetchRecord(id),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const record = asked.data;
  return (
    <>
      <Title>{words.recordTitle}</Title>
      {asked.isPending && <p role="status">{words.searching}</p>}
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {record !== undefined && (
        <>
          <Told record={record} />
          {record.index === null ? (
            <p className="notice ask">{words.notYet}</p>
          ) : (
            <ProofPanel key={record.id} record={record} />
          )}
        </>
      )}
    </>
  );
}

function Told({ record }: { record: TrailRecord }) {
  return (
    <section className="sheet" aria-label={words.recordTitle}>
      <p className="lead">{record.sentence}</p>
      <dl className="facts">
        <dt>{words.columns.time}</dt>
        <dd>
          <time dateTime={record.time}>{utcMoment(record.time)}</time>
          <span className="faint"> {words.here(moment(record.time))}</span>
        </dd>
        <dt>{words.columns.who}</dt>
        <dd>
          {record.actor !== record.label && <span>{record.actor} </span>}
          <Link to="/app/trail" search={{ actor: record.label }}>
            <code>{record.label}</code>
          </Link>
          {record.actor === record.label && record.label.startsWith("person:") && (
            <span className="faint"> {words.noName}</span>
          )}
        </dd>
        <dt>{words.columns.role}</dt>
        <dd>{record.role}</dd>
        <dt>{words.columns.purpose}</dt>
        <dd>{record.purpose}</dd>
        <dt>{words.columns.basis}</dt>
        <dd>{record.basis}</dd>
        <dt>{words.columns.what}</dt>
        <dd>
          <code>{record.action}</code>
        </dd>
        <Partner record={record} />
        {record.objects.length > 0 && (
          <>
            <dt>{words.objects}</dt>
            <dd>
              {record.objects.map((object) => (
                <Link key={object} to="/app/trail" search={{ object }} className="key">
                  <code>{object}</code>
                </Link>
              ))}
            </dd>
          </>
        )}
        {Object.entries(record.facts).map(([fact, value]) => (
          <Fact key={fact} fact={fact} value={value} />
        ))}
        {Object.entries(record.sealed).map(([field, value]) => (
          <Opened key={field} field={field} value={value} />
        ))}
        <dt>{words.record}</dt>
        <dd>
          <code>{record.id}</code>
        </dd>
      </dl>
    </section>
  );
}

/** The other half of an act: what it began with, or how it ended. */
function Partner({ record }: { record: TrailRecord }) {
  return (
    <>
      {record.outcome !== null && (
        <>
          <dt>{words.columns.outcome}</dt>
          <dd>{words.outcomes[record.outcome] ?? record.outcome}</dd>
        </>
      )}
      {record.intent !== null && (
        <>
          <dt>{words.began}</dt>
          <dd>
            <Link to="/app/trail/$record" params={{ record: record.intent }}>
              {words.toIntent}
            </Link>
          </dd>
        </>
      )}
      {record.ended !== null && (
        <>
          <dt>{words.columns.outcome}</dt>
          <dd>
            <Link to="/app/trail/$record" params={{ record: record.ended.record }}>
              {words.outcomes[record.ended.outcome] ?? record.ended.outcome}
            </Link>
          </dd>
        </>
      )}
    </>
  );
}

/** A field that rests sealed under the actor's key, opened for whoever reads the record. */
function Opened({ field, value }: { field: string; value: string }) {
  return (
    <>
      <dt>{words.sealed[field] ?? field}</dt>
      <dd>{field === DECISION_INPUT ? <pre>{laidOut(value)}</pre> : value}</dd>
    </>
  );
}

function Fact({ fact, value }: { fact: string; value: string }) {
  return (
    <>
      <dt>{fact}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </>
  );
}
