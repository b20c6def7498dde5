import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ask, fetchApprovals } from "../access/approvals.ts";
import { Field } from "../access/Field.tsx";
import { useListing } from "../access/Listing.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { activate, type RuleSet, setOf } from "./rules.ts";
import { ruleWords as words } from "./ruleWords.ts";

const MINUTES = 240;

/** The way into force: a second administrator is asked, agrees, and whoever asked does it. */
export function ActivationPanel({ found, administrator }: { found: RuleSet; administrator: boolean }) {
  return (
    <section aria-labelledby="activation">
      <h2 id="activation">{words.activation}</h2>
      {found.inForce ? (
        <p>{words.isInForce}</p>
      ) : (
        administrator && found.rehearsal !== null && <Steps found={found} />
      )}
      {!found.inForce && found.rehearsal === null && <p>{words.notRehearsed}</p>}
      {found.statement !== null && (
        <details>
          <summary>{words.statement}</summary>
          <p className="faint">{words.statementHelp}</p>
          <pre>{found.statement.text}</pre>
          <p>{words.signature}</p>
          <pre>{found.statement.signature}</pre>
          <p>{words.publicKey}</p>
          <pre>{found.statement.publicKey}</pre>
        </details>
      )}
    </section>
  );
}

function Steps({ found }: { found: RuleSet }) {
  const set = found.set.id;
  const key = ["approvals", "of-rules", set];
  const [reason, setReason] = useState("");
  const queries = useQueryClient();
  const requests = useListing(key, () => fetchApprovals(""));
  const asking = useMutation({
    mutationFn: () => ask({ act: "policies.activate", of: set, reason, minutes: MINUTES, tenant: "" }),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
  const activating = useMutation({
    mutationFn: (approval: string) => activate(set, approval),
    onSuccess: (activated) => {
      queries.setQueryData(["rules", set], activated);
      return queries.invalidateQueries({ queryKey: ["rules"], exact: true });
    },
  });
  if (requests.data === undefined) {
    return requests.isError ? <ProblemNotice error={requests.error} /> : <p role="status">{words.loading}</p>;
  }
  const open = requests.data.filter(
    (one) => setOf(one.object) === set && (one.state === "waiting" || one.state === "granted"),
  );
  const mine = open.find((one) => one.mine);

  function submit(event: FormEvent) {
    event.preventDefault();
    asking.mutate();
  }

  if (mine?.state === "granted") {
    return (
      <>
        {activating.isError && <ProblemNotice error={activating.error} />}
        <Button
          className="primary"
          isDisabled={activating.isPending}
          onPress={() => activating.mutate(mine.id)}
        >
          {activating.isPending ? words.activating : words.activate}
        </Button>
      </>
    );
  }
  if (mine !== undefined) {
    return <p role="status">{words.waits}</p>;
  }
  return (
    <>
      {open.length > 0 && <p role="status">{words.othersAsk}</p>}
      <form className="sheet form" onSubmit={submit}>
        <Field label={words.reason} help={words.reasonHelp} value={reason} onChange={setReason} required />
        {asking.isError && <ProblemNotice error={asking.error} />}
        <div className="actions">
          <Button type="submit" className="primary" isDisabled={asking.isPending || reason.trim() === ""}>
            {asking.isPending ? words.asking : words.ask}
          </Button>
        </div>
      </form>
    </>
  );
}
