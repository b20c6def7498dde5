import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { fetchReport } from "./api.ts";
import { save } from "./save.ts";
import { words } from "./words.ts";

/** Fetches the report about a person, to be handed on: a file, never something that this page shows. */
export function ReportForm() {
  const [pseudonym, setPseudonym] = useState("");
  const report = useMutation({
    mutationFn: fetchReport,
    onSuccess: (archive) => save(archive, "report.zip"),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    report.mutate(pseudonym.trim());
  }

  return (
    <section aria-labelledby="report">
      <h2 id="report">{words.reportTitle}</h2>
      <p className="faint">{words.reportHelp}</p>
      <form className="inline" onSubmit={submit}>
        <Field label={words.reportPseudonym} value={pseudonym} onChange={setPseudonym} required />
        <Button type="submit" isDisabled={report.isPending}>
          {words.report}
        </Button>
      </form>
      {report.isPending && <p role="status">{words.reporting}</p>}
      {report.isError && <ProblemNotice error={report.error} />}
      {report.isSuccess && <p role="status">{words.reported}</p>}
    </section>
  );
}
