import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { closeFinding, type Finding, VERDICTS, type Verdict } from "./api.ts";
import { words } from "./words.ts";

/** Closes a finding with a verdict and a sentence. */
export function CloseForm({ finding, onClosed }: { finding: Finding; onClosed: (finding: Finding) => void }) {
  const [verdict, setVerdict] = useState<Verdict>("confirmed");
  const [reason, setReason] = useState("");
  const field = useId();
  const heading = useId();
  const close = useMutation({
    mutationFn: () => closeFinding(finding.id, verdict, reason.trim()),
    onSuccess: onClosed,
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    close.mutate();
  }

  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{words.decide}</h2>
      <form className="sheet form" onSubmit={submit}>
        <div className="field">
          <label htmlFor={field}>{words.verdict}</label>
          <select
            id={field}
            value={verdict}
            onChange={(event) =>
              setVerdict(VERDICTS.find((one) => one === event.target.value) ?? "confirmed")
            }
          >
            {VERDICTS.map((one) => (
              <option key={one} value={one}>
                {words.verdicts[one]}
              </option>
            ))}
          </select>
        </div>
        <Field label={words.why} help={words.whyHelp} value={reason} onChange={setReason} required />
        {close.isError && <ProblemNotice error={close.error} />}
        <div className="actions">
          <Button type="submit" className="primary" isDisabled={close.isPending}>
            {words.close}
          </Button>
        </div>
      </form>
    </section>
  );
}
