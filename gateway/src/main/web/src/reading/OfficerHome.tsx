import { useQuery } from "@tanstack/react-query";
import { Columns } from "../access/Columns.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { utcMoment } from "../access/time.ts";
import { homeWords as words } from "./homeWords.ts";
import {
  fetchFindings,
  fetchStanding,
  type OpenFindings,
  overdue,
  type Said,
  type Standing,
  sentences,
  spaceWarning,
} from "./standing.ts";

/** What a compliance officer has to know first: what waits, and whether the trail stands. */
export function OfficerHome() {
  const standing = useQuery({ queryKey: ["standing"], queryFn: fetchStanding });
  const findings = useQuery({
    queryKey: ["findings", "home"],
    queryFn: fetchFindings,
    // Reading them is recorded: whoever comes back within a minute sees what was read.
    staleTime: 60_000,
  });
  const warning = standing.data === undefined ? null : spaceWarning(standing.data, new Date());
  return (
    <>
      {warning !== null && (
        <p role="alert" className={`notice ${warning.tone}`}>
          {warning.sentence}
        </p>
      )}
      {findings.isError && <ProblemNotice error={findings.error} />}
      {findings.data !== undefined && findings.data !== null && <Waiting {...findings.data} />}
      {standing.isError && <ProblemNotice error={standing.error} retry={() => void standing.refetch()} />}
      {standing.data !== undefined && <TrailStands standing={standing.data} />}
    </>
  );
}

function TrailStands({ standing }: { standing: Standing }) {
  const { figures } = standing.space;
  return (
    <section aria-labelledby="standing">
      <h2 id="standing">{words.title}</h2>
      <dl className="facts">
        {sentences(standing).map((said) => (
          <Sentence key={said.about} said={said} />
        ))}
        {figures !== null && (
          <Sentence
            said={{
              about: words.space,
              sentence: words.room(figures.folders, figures.tables, figures.growth, figures.free),
              tone: "plain",
            }}
          />
        )}
      </dl>
    </section>
  );
}

function Sentence({ said }: { said: Said }) {
  return (
    <>
      <dt>{said.about}</dt>
      <dd>{said.tone === "bad" ? <strong className="alarm">{said.sentence}</strong> : said.sentence}</dd>
    </>
  );
}

function Waiting({ findings, more }: OpenFindings) {
  const now = new Date();
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{words.findings}</h2>
      {findings.length === 0 ? (
        <p>{words.noFindings}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        <section className="wide" aria-label={words.findingsTable} tabIndex={0}>
          <table>
            <Columns of={words.findingColumns} />
            <tbody>
              {findings.map((finding) => (
                <tr key={finding.id}>
                  <td>
                    {finding.due === null ? words.noDate : utcMoment(finding.due)}
                    {overdue(finding, now) && <strong className="alarm"> {words.overdue}</strong>}
                  </td>
                  <td>{finding.severity}</td>
                  <td>
                    {finding.sentence}
                    <br />
                    <code className="faint">{finding.object}</code>
                  </td>
                  <td>{finding.owner}</td>
                  <td>{utcMoment(finding.created)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {more && <p className="faint">{words.moreFindings}</p>}
    </section>
  );
}
