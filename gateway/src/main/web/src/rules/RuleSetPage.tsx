import { useParams } from "@tanstack/react-router";
import { useListing } from "../access/Listing.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { ADMINISTRATOR, useSession } from "../access/session.ts";
import { Title } from "../access/Title.tsx";
import { ActivationPanel } from "./ActivationPanel.tsx";
import { RehearsalPanel } from "./RehearsalPanel.tsx";
import { byFile, type Change, fetchSet, type RuleSet } from "./rules.ts";
import { ruleWords as words } from "./ruleWords.ts";

/** One set of rules: what it would change, and the way into force. */
export function RuleSetPage() {
  const { set: id } = useParams({ from: "/app/rules/$set" });
  const administrator = useSession().roles.includes(ADMINISTRATOR);
  const asked = useListing(["rules", id], () => fetchSet(id));
  const found = asked.data;
  return (
    <>
      <Title>{found === undefined ? words.title : words.setTitle(found.set.number)}</Title>
      {asked.isPending && <p role="status">{words.loading}</p>}
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {found !== undefined && (
        <>
          <p className="lead">{found.set.title}</p>
          <p>
            <code>{found.set.hash}</code>
          </p>
          {!found.usable && <p className="notice ask">{words.unusable}</p>}
          {!found.inForce && found.usable && (
            <>
              <Changes changes={found.changes} />
              <RehearsalPanel found={found} administrator={administrator} />
            </>
          )}
          {(administrator || found.inForce) && found.usable && (
            <ActivationPanel found={found} administrator={administrator} />
          )}
          <AllRules found={found} />
        </>
      )}
    </>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{words.changes}</h2>
      {changes.length === 0 && <p>{words.noChanges}</p>}
      {changes.map((change) => (
        <article key={change.id} className="sheet" aria-label={change.id}>
          <h3>
            <code>{change.id}</code>{" "}
            <span className="faint">
              {change.before === null ? words.added : change.after === null ? words.removed : words.changed}
            </span>
          </h3>
          {change.before !== null && <Text caption={words.before} text={change.before} />}
          {change.after !== null && <Text caption={words.after} text={change.after} />}
        </article>
      ))}
    </section>
  );
}

function Text({ caption, text }: { caption: string; text: string }) {
  return (
    <figure>
      <figcaption className="faint">{caption}</figcaption>
      <pre>{text}</pre>
    </figure>
  );
}

function AllRules({ found }: { found: RuleSet }) {
  return (
    <section aria-labelledby="all-rules">
      <h2 id="all-rules">{words.rules}</h2>
      {byFile(found.rules).map(([file, rules]) => (
        <details key={file}>
          <summary>
            <code>{file}</code>
          </summary>
          {rules.map((rule) => (
            <article key={rule.id} aria-label={rule.id}>
              <p>
                {rule.sentence} <code>{rule.id}</code>{" "}
                {rule.fixed && <span className="faint">{words.fixed}</span>}
              </p>
              <pre>{rule.text}</pre>
            </article>
          ))}
        </details>
      ))}
    </section>
  );
}
