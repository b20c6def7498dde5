import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ACTS, type Approval, ASKED, ask, DOMAINS, type TwoPersonAct } from "./approvals.ts";
import { approvalWords as words } from "./approvalWords.ts";
import { Field } from "./Field.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";

/** Asks a second person for something. */
export function ApprovalForm({ side }: { side: string }) {
  const [act, setAct] = useState<TwoPersonAct>("break-glass");
  const [of, setOf] = useState("");
  const [reason, setReason] = useState("");
  const [minutes, setMinutes] = useState(60);
  const heading = useId();
  const acts = useId();
  const domains = useId();
  const lengths = useId();
  const queries = useQueryClient();
  // What is the operator's own names no client, whoever's requests are shown.
  const whose = act === "break-glass" || act === "reseal" ? side : "";
  const asking = useMutation({
    mutationFn: () => ask({ act, of, reason, minutes, tenant: whose }),
    onSuccess: (asked) => {
      setOf("");
      setReason("");
      const shown = { ...asked, reason };
      queries.setQueryData<Approval[]>(["approvals", whose], (all) => [shown, ...(all ?? [])]);
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    asking.mutate();
  }

  function choose(chosen: TwoPersonAct) {
    setAct(chosen);
    setOf(ACTS[chosen] === "domain" ? DOMAINS[0] : "");
  }

  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{words.ask}</h2>
      <form className="sheet form" onSubmit={submit}>
        <div className="field">
          <label htmlFor={acts}>{words.act}</label>
          <select id={acts} value={act} onChange={(event) => choose(event.target.value as TwoPersonAct)}>
            {ASKED.map((one) => (
              <option key={one} value={one}>
                {words.acts[one]}
              </option>
            ))}
          </select>
        </div>
        {ACTS[act] === "domain" ? (
          <div className="field">
            <label htmlFor={domains}>{words.object}</label>
            <select id={domains} value={of} onChange={(event) => setOf(event.target.value)}>
              {DOMAINS.map((domain) => (
                <option key={domain} value={domain}>
                  {domain}
                </option>
              ))}
            </select>
          </div>
        ) : (
          <Field
            label={words.object}
            help={words.identifiers[act] ?? ""}
            value={of}
            onChange={setOf}
            required
          />
        )}
        <Field label={words.reason} help={words.reasonHelp} value={reason} onChange={setReason} required />
        <div className="field">
          <label htmlFor={lengths}>{words.minutes}</label>
          <select id={lengths} value={minutes} onChange={(event) => setMinutes(Number(event.target.value))}>
            {Object.entries(words.lengths).map(([length, text]) => (
              <option key={length} value={length}>
                {text}
              </option>
            ))}
          </select>
        </div>
        {asking.isError && <ProblemNotice error={asking.error} />}
        <div className="actions">
          <Button
            type="submit"
            className="primary"
            isDisabled={asking.isPending || of.trim() === "" || reason.trim() === ""}
          >
            {asking.isPending ? words.sending : words.send}
          </Button>
        </div>
      </form>
    </section>
  );
}
