import { useMutation } from "@tanstack/react-query";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { fetchReport } from "./api.ts";
import { words } from "./words.ts";

/** Fetches the report about a person, to be handed on: a file, never something that this page shows. */
export function ReportButton(props: { pseudonym: string }) {
  const report = useMutation({
    mutationFn: () => fetchReport(props.pseudonym),
    onSuccess: (archive) => save(archive, "report.zip"),
  });
  return (
    <>
      <Button isDisabled={report.isPending} onPress={() => report.mutate()}>
        {report.isPending ? words.reporting : words.report}
      </Button>
      {report.isError && <ProblemNotice error={report.error} />}
      {report.isSuccess && <p role="status">{words.reported}</p>}
    </>
  );
}

/** The address lives as long as the click: what it leads to is personal. */
function save(archive: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(archive);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
