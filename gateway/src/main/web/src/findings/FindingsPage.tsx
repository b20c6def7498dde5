import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Columns } from "../access/Columns.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { utcMoment } from "../access/time.ts";
import { type Finding, fetchFindings, STATES, type State } from "./api.ts";
import { overdue } from "./due.ts";
import { RuleTable } from "./RuleTable.tsx";
import { words } from "./words.ts";

/** What waits for the compliance officer, and by which rules it was found. */
export function FindingsPage() {
  const [state, setState] = useState<State>("open");
  const pages = useInfiniteQuery({
    queryKey: ["findings", "list", state],
    queryFn: ({ pageParam }) => fetchFindings(state, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const findings = pages.data?.pages.flatMap((page) => page.findings);
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      <StateField state={state} onChange={setState} />
      {pages.isPending && <p role="status">{words.loading}</p>}
      {pages.isError && <ProblemNotice error={pages.error} retry={() => void pages.refetch()} />}
      {findings !== undefined &&
        (findings.length === 0 ? <p role="status">{words.none}</p> : <FindingTable findings={findings} />)}
      {pages.hasNextPage && (
        <div className="actions">
          <Button isDisabled={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
      <RuleTable />
    </>
  );
}

function StateField({ state, onChange }: { state: State; onChange: (state: State) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{words.filter}</label>
      <select
        id={id}
        value={state}
        onChange={(event) => onChange(STATES.find((one) => one === event.target.value) ?? "open")}
      >
        {STATES.map((one) => (
          <option key={one} value={one}>
            {words.filters[one]}
          </option>
        ))}
      </select>
    </div>
  );
}

function FindingTable({ findings }: { findings: readonly Finding[] }) {
  const now = new Date();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="wide" aria-label={words.caption} tabIndex={0}>
      <table>
        <caption>{words.caption}</caption>
        <Columns of={words.columns} />
        <tbody>
          {findings.map((finding) => (
            <tr key={finding.id}>
              <td>{finding.severity}</td>
              <td>
                {finding.sentence}
                <br />
                <code className="faint">{finding.rule}</code>
              </td>
              <td>{finding.owner}</td>
              <td>{finding.state}</td>
              <td>
                <time dateTime={finding.due}>{utcMoment(finding.due)}</time>
                {overdue(finding, now) && <strong> {words.overdue}</strong>}
              </td>
              <td>
                <Link
                  to="/app/findings/$finding"
                  params={{ finding: finding.id }}
                  aria-label={words.openLabel(finding.sentence)}
                >
                  {words.open}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
