import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { utcMoment } from "../access/time.ts";
import { type Finding, fetchFinding, takeFinding } from "./api.ts";
import { CloseForm } from "./CloseForm.tsx";
import { actorsDay } from "./due.ts";
import { words } from "./words.ts";

/** One finding: what it is, what shows it, and what is to be done with it. */
export function FindingPage() {
  const { finding: id } = useParams({ from: "/app/findings/$finding" });
  const queries = useQueryClient();
  const key = ["findings", "one", id];
  const asked = useQuery({
    queryKey: key,
    queryFn: () => fetchFinding(id),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const decided = (finding: Finding) => {
    queries.setQueryData(key, finding);
    void queries.invalidateQueries({ queryKey: ["findings", "rules"] });
  };
  const take = useMutation({ mutationFn: () => takeFinding(id), onSuccess: decided });
  const finding = asked.data;
  return (
    <>
      <Title>{words.one}</Title>
      {asked.isPending && <p role="status">{words.loading}</p>}
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {finding !== undefined && (
        <>
          <Told finding={finding} />
          {finding.state === "open" && (
            <div className="actions">
              <Button isDisabled={take.isPending} onPress={() => take.mutate()}>
                {take.isPending ? words.taking : words.take}
              </Button>
            </div>
          )}
          {take.isError && <ProblemNotice error={take.error} />}
          {finding.state !== "closed" && <CloseForm finding={finding} onClosed={decided} />}
        </>
      )}
      <p>
        <Link to="/app/findings">{words.back}</Link>
      </p>
    </>
  );
}

function Told({ finding }: { finding: Finding }) {
  const day = actorsDay(finding);
  return (
    <section className="sheet" aria-label={words.one}>
      <p className="lead">{finding.sentence}</p>
      <dl className="facts">
        <Row name={words.columns.severity}>{finding.severity}</Row>
        <Row name={words.columns.state}>{finding.state}</Row>
        <Row name={words.columns.due}>{utcMoment(finding.due)}</Row>
        <Row name={words.rule}>
          <code>{finding.rule}</code> <span className="faint">{words.version(finding.version)}</span>
        </Row>
        <Row name={words.object}>
          <Link to="/app/trail" search={{ object: finding.object }}>
            <code>{finding.object}</code>
          </Link>
        </Row>
        {finding.day !== null && <Row name={words.day}>{finding.day}</Row>}
        {day !== undefined && (
          <Row name={words.actor}>
            <Link to="/app/trail" search={day}>
              {words.actorsDay}
            </Link>
          </Row>
        )}
        {finding.evidence.length > 0 && (
          <Row name={words.evidence}>
            {finding.evidence.map((record, index) => (
              <Link key={record} to="/app/trail/$record" params={{ record }} className="key">
                {words.record(index + 1)}
              </Link>
            ))}
          </Row>
        )}
        <Row name={words.columns.owner}>{finding.owner}</Row>
        <Row name={words.created}>{utcMoment(finding.created)}</Row>
        {finding.taker !== null && <Row name={words.taker}>{finding.taker}</Row>}
        <Verdict finding={finding} />
      </dl>
    </section>
  );
}

function Verdict({ finding }: { finding: Finding }) {
  if (finding.verdict === null || finding.closed === null) {
    return null;
  }
  return (
    <>
      <Row name={words.verdict}>{finding.verdict}</Row>
      <Row name={words.closed}>{utcMoment(finding.closed)}</Row>
      <Row name={words.reason}>{finding.reason ?? words.bySystem}</Row>
    </>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
