import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Columns } from "../access/Columns.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { utcMoment } from "../access/time.ts";
import { DECISIONS, type Rehearsal, type RuleSet, rehearse, type Verdict } from "./rules.ts";
import { ruleWords as words } from "./ruleWords.ts";

/** What a set would have decided otherwise, and the button that finds out. */
export function RehearsalPanel({ found, administrator }: { found: RuleSet; administrator: boolean }) {
  const [decisions, setDecisions] = useState<number>(DECISIONS[1]);
  const counts = useId();
  const queries = useQueryClient();
  const rehearsing = useMutation({
    mutationFn: () => rehearse(found.set.id, decisions),
    onSuccess: (rehearsed) => queries.setQueryData(["rules", found.set.id], rehearsed),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    rehearsing.mutate();
  }

  return (
    <section aria-labelledby="rehearsal">
      <h2 id="rehearsal">{words.rehearsal}</h2>
      <p className="faint">{words.rehearsalHelp}</p>
      {found.rehearsal === null ? <p>{words.notRehearsed}</p> : <Shown rehearsal={found.rehearsal} />}
      {administrator && (
        <form className="inline" onSubmit={submit}>
          <div className="field">
            <label htmlFor={counts}>{words.decisions}</label>
            <select
              id={counts}
              value={decisions}
              onChange={(event) => setDecisions(Number(event.target.value))}
            >
              {DECISIONS.map((count) => (
                <option key={count} value={count}>
                  {count}
                </option>
              ))}
            </select>
          </div>
          <Button type="submit" isDisabled={rehearsing.isPending}>
            {rehearsing.isPending ? words.rehearsing : words.rehearse}
          </Button>
        </form>
      )}
      {rehearsing.isError && <ProblemNotice error={rehearsing.error} />}
    </section>
  );
}

function Shown({ rehearsal }: { rehearsal: Rehearsal }) {
  return (
    <>
      <p role="status">
        {words.rehearsed(utcMoment(rehearsal.at), rehearsal.decisions, rehearsal.unread)}{" "}
        {words.turned(rehearsal.turned)}
      </p>
      {rehearsal.differences.length > 0 && (
        <table>
          <caption>{words.differences}</caption>
          <Columns of={words.differenceColumns} />
          <tbody>
            {rehearsal.differences.map((one) => (
              <tr key={JSON.stringify([one.act, one.before, one.after])}>
                <th scope="row">
                  <code>{one.act}</code>
                </th>
                <td>
                  <Answered verdict={one.before} />
                </td>
                <td>
                  <Answered verdict={one.after} />
                </td>
                <td>{one.times}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Answered({ verdict }: { verdict: Verdict }) {
  return (
    <>
      {verdict.allowed ? words.allowed(verdict.role) : words.denied}
      {": "}
      {verdict.rules.length === 0 ? words.noRule : <code>{verdict.rules.join(", ")}</code>}
    </>
  );
}
