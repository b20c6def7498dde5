import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { Listing, useListing } from "../access/Listing.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { utcMoment } from "../access/time.ts";
import { type Budget, fetchBudgets, releasable, releaseBudget, stateOf } from "./budgets.ts";
import { budgetWords as words } from "./budgetWords.ts";

const KEY = ["budgets"];

/** Who has seen how much, who was stopped, and the one thing that an officer can do about it. */
export function BudgetsPage() {
  const asked = useListing(KEY, fetchBudgets);
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      <Listing asked={asked} words={words} rows={(all) => all}>
        {(budget) => <BudgetRow key={budget.id} budget={budget} />}
      </Listing>
    </>
  );
}

function BudgetRow({ budget }: { budget: Budget }) {
  return (
    <tr>
      <th scope="row">{budget.annotator}</th>
      <td>{budget.projectName}</td>
      <td>{words.kinds[budget.kind]}</td>
      <td>{words.used(budget.kind, budget.used, budget.most)}</td>
      <td>
        {words.states[stateOf(budget)]}
        {budget.stoppedAt !== null && (
          <span className="faint"> {words.stopped(utcMoment(budget.stoppedAt))}</span>
        )}
      </td>
      <td>{utcMoment(budget.frees)}</td>
      <td>
        {budget.release !== null && (
          <Link to="/app/trail/$record" params={{ record: budget.release }}>
            {words.released}
          </Link>
        )}
        {releasable(budget) && <Release budget={budget} />}
      </td>
    </tr>
  );
}

function Release({ budget }: { budget: Budget }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const queries = useQueryClient();
  const release = useMutation({
    mutationFn: () => releaseBudget(budget.id, reason.trim()),
    onSuccess: (released) =>
      queries.setQueryData<Budget[]>(KEY, (all) =>
        all?.map((one) => (one.id === released.id ? released : one)),
      ),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    release.mutate();
  }

  if (!asking) {
    return (
      <Button
        className="quiet"
        aria-label={words.releaseNamed(budget.annotator, budget.kind)}
        onPress={() => setAsking(true)}
      >
        {words.release}
      </Button>
    );
  }
  return (
    <form className="form" onSubmit={submit}>
      <Field label={words.reason} help={words.reasonHelp} value={reason} onChange={setReason} required />
      {release.isError && <ProblemNotice error={release.error} />}
      <div className="actions">
        <Button type="submit" className="primary" isDisabled={release.isPending || reason.trim() === ""}>
          {release.isPending ? words.releasing : words.release}
        </Button>
        <Button className="quiet" onPress={() => setAsking(false)}>
          {words.keep}
        </Button>
      </div>
    </form>
  );
}
