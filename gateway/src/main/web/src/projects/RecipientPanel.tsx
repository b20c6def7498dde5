import { useQuery } from "@tanstack/react-query";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { recipientQuery } from "./api.ts";
import { words } from "./words.ts";

/** How pictures are sealed before they leave the client. */
export function RecipientPanel({ project }: { project: string }) {
  const asked = useQuery(recipientQuery(project));
  return (
    <section aria-labelledby="recipient">
      <h2 id="recipient">{words.recipient}</h2>
      <p className="faint">{words.recipientHelp}</p>
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {asked.data !== undefined && (
        <dl className="facts">
          <dt>{words.recipientKey}</dt>
          <dd>
            <code className="key">{asked.data.recipient}</code>
          </dd>
          <dt>{words.recipientCommand}</dt>
          <dd>
            <code className="key">{asked.data.command}</code>
          </dd>
        </dl>
      )}
    </section>
  );
}
