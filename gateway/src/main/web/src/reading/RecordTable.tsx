import { Link } from "@tanstack/react-router";
import { Columns } from "../access/Columns.tsx";
import { moment, utcMoment } from "../access/time.ts";
import type { TrailRecord } from "./api.ts";
import { words } from "./words.ts";

/** Records as found, newest first, each with the way to its own page. */
export function RecordTable({ records }: { records: readonly TrailRecord[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="wide" aria-label={words.caption} tabIndex={0}>
      <table>
        <caption>{words.caption}</caption>
        <Columns of={words.columns} />
        <tbody>
          {records.map((record) => (
            <tr key={record.id}>
              <td>
                <time dateTime={record.time} title={moment(record.time)}>
                  {utcMoment(record.time)}
                </time>
              </td>
              <td>
                <Link to="/app/trail" search={{ actor: record.label }} aria-label={words.allBy(who(record))}>
                  {who(record)}
                </Link>
              </td>
              <td>{record.role}</td>
              <td>{record.purpose}</td>
              <td>{record.basis}</td>
              <td>
                {record.sentence}
                <br />
                <code className="faint">{record.action}</code>
              </td>
              <td>{ending(record)}</td>
              <td>
                <Link
                  to="/app/trail/$record"
                  params={{ record: record.id }}
                  aria-label={words.openLabel(record.sentence, utcMoment(record.time))}
                >
                  {record.index === null ? words.pending : words.open}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** An actor's name; a label, which is long, by its beginning. */
function who(record: TrailRecord): string {
  const said = record.actor ?? record.label;
  return said === record.label && said.length > 20 ? `${said.slice(0, 20)}…` : said;
}

function ending(record: TrailRecord): string {
  const outcome = record.outcome ?? record.ended?.outcome;
  return outcome === undefined ? "–" : (words.outcomes[outcome] ?? outcome);
}
