import { Link } from "@tanstack/react-router";
import { Columns } from "../access/Columns.tsx";
import { moment, utcMoment } from "../access/time.ts";
import type { Access, Accesses } from "./subject.ts";
import { subjectWords as words } from "./subjectWords.ts";
import { words as trailWords } from "./words.ts";

/** What was done about one person, each with the way to its record and proof. */
export function AccessTable(props: { accesses: readonly Access[]; kinds: Accesses["kinds"]; said: string }) {
  return (
    <section aria-labelledby="accesses">
      <h2 id="accesses">{words.accesses}</h2>
      {props.accesses.length === 0 ? (
        <p role="status">{words.nothing}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        <section className="wide" aria-label={words.caption(props.said)} tabIndex={0}>
          <table>
            <caption>{words.caption(props.said)}</caption>
            <Columns of={words.columns} />
            <tbody>
              {props.accesses.map((access) => (
                <AccessRow
                  key={access.id}
                  access={access}
                  kind={props.kinds.find((one) => one.kind === access.kind)?.words ?? access.kind}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function AccessRow({ access, kind }: { access: Access; kind: string }) {
  const who =
    access.actor === access.label && access.label.length > 20
      ? `${access.label.slice(0, 20)}…`
      : access.actor;
  return (
    <tr>
      <td>
        <time dateTime={access.time} title={moment(access.time)}>
          {utcMoment(access.time)}
        </time>
      </td>
      <td>{kind}</td>
      <td>{who}</td>
      <td>{access.role}</td>
      <td>{access.purpose}</td>
      <td>{access.basis}</td>
      <td>{access.sentence}</td>
      <td>{access.ended === null ? "–" : (trailWords.outcomes[access.ended] ?? access.ended)}</td>
      <td>
        <Link
          to="/app/trail/$record"
          params={{ record: access.id }}
          aria-label={trailWords.openLabel(access.sentence, utcMoment(access.time))}
        >
          {access.index === null ? trailWords.pending : trailWords.open}
        </Link>
      </td>
    </tr>
  );
}
