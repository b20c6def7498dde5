import { useQuery } from "@tanstack/react-query";
import { Columns } from "../access/Columns.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { fetchRules } from "./api.ts";
import { percent } from "./due.ts";
import { words } from "./words.ts";

/** The rules in force, and how often each was wrong. */
export function RuleTable() {
  const asked = useQuery({ queryKey: ["findings", "rules"], queryFn: fetchRules, staleTime: 60_000 });
  if (asked.isError) {
    return <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />;
  }
  if (asked.data === undefined) {
    return <p role="status">{words.loading}</p>;
  }
  const caption = words.rulesCaption(asked.data.days);
  return (
    <>
      <h2>{words.rules}</h2>
      <p className="faint">{words.rulesHelp}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className="wide" aria-label={caption} tabIndex={0}>
        <table>
          <caption>{caption}</caption>
          <Columns of={words.ruleColumns} />
          <tbody>
            {asked.data.rules.map((rule) => (
              <tr key={rule.rule}>
                <th scope="row">
                  {rule.rule}
                  <br />
                  <span className="faint">{words.version(rule.version)}</span>
                </th>
                <td>
                  {rule.sentence}
                  <br />
                  <code className="faint">{rule.parameters}</code>
                </td>
                <td>{rule.findings}</td>
                <td>{rule.closed}</td>
                <td>{rule.falseAlarms}</td>
                <td>{percent(rule.rate)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
