import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { COMPLIANCE_OFFICER, useSession } from "../access/session.ts";
import { utcMoment } from "../access/time.ts";
import { agreeToException, type Project, projectQuery } from "./api.ts";
import type { Exception, Kind, Setting } from "./uses.ts";
import { useWords as words } from "./useWords.ts";

/** What a project is for, and the officer's word on an exception. */
export function UseFacts({ project }: { project: Project }) {
  const { use } = project;
  return (
    <>
      <dl className="facts">
        <dt>{words.use}</dt>
        <dd>{words.kinds[use.kind as Kind] ?? use.kind}</dd>
        {use.kind !== "measurement" && (
          <>
            <dt>{words.setting}</dt>
            <dd>{words.settings[use.setting as Setting] ?? use.setting}</dd>
          </>
        )}
        {use.law !== null && (
          <>
            <dt>{words.law}</dt>
            <dd>{use.law}</dd>
          </>
        )}
        {use.notice !== null && (
          <>
            <dt>{words.notice}</dt>
            <dd>{use.notice}</dd>
          </>
        )}
        {use.exception !== null && (
          <>
            <dt>{words.exception}</dt>
            <dd>
              {words.exceptions[use.exception as Exception] ?? use.exception}
              {use.reason !== null && `: ${use.reason}`}
              {", "}
              {use.agreed === null ? words.waits : words.agreed(utcMoment(use.agreed))}
            </dd>
          </>
        )}
      </dl>
      {use.exception !== null && use.agreed === null && <Agree project={project} />}
    </>
  );
}

function Agree({ project }: { project: Project }) {
  const officer = useSession().roles.includes(COMPLIANCE_OFFICER);
  const queries = useQueryClient();
  const agreeing = useMutation({
    mutationFn: () => agreeToException(project.id),
    onSuccess: (agreed) => queries.setQueryData(projectQuery(project.id).queryKey, agreed),
  });
  if (!officer) {
    return null;
  }
  return (
    <>
      {agreeing.isError && <ProblemNotice error={agreeing.error} />}
      <div className="actions">
        <Button className="primary" isDisabled={agreeing.isPending} onPress={() => agreeing.mutate()}>
          {agreeing.isPending ? words.agreeing : words.agree}
        </Button>
      </div>
    </>
  );
}
