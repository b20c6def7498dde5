import { Link } from "@tanstack/react-router";
import { Columns } from "../access/Columns.tsx";
import { zonedMoment } from "../access/time.ts";
import { bars, type Day, graph, type Sight, short, whom } from "./sights.ts";
import type { SightsAddress } from "./sightsAddress.ts";
import { sightsWords as words } from "./sightsWords.ts";

const WIDTH = 640;
const SIDE = 200;

/** The pairs as lines between two columns. Whoever cannot see it has the table of pairs. */
export function SightsGraph({ sights }: { sights: readonly Sight[] }) {
  const drawn = graph(sights, words.edge);
  return (
    <section aria-labelledby="graph">
      <h2 id="graph">{words.graph}</h2>
      <p className="faint">{words.graphHelp}</p>
      <svg
        className="sights"
        role="img"
        aria-label={words.graphLabel(sights.length)}
        viewBox={`0 0 ${WIDTH} ${drawn.height}`}
      >
        {drawn.edges.map((edge) => (
          <path
            key={edge.key}
            className={edge.odd ? "edge odd" : "edge"}
            strokeWidth={edge.width}
            d={`M${SIDE} ${edge.from} C${WIDTH / 2} ${edge.from} ${WIDTH / 2} ${edge.to} ${WIDTH - SIDE} ${edge.to}`}
          >
            <title>{edge.title}</title>
          </path>
        ))}
        {drawn.actors.map((node) => (
          <text key={node.key} x={SIDE - 8} y={node.y} textAnchor="end" dominantBaseline="middle">
            {short(node.text)}
          </text>
        ))}
        {drawn.persons.map((node) => (
          <text key={node.key} x={WIDTH - SIDE + 8} y={node.y} dominantBaseline="middle">
            {node.text}
          </text>
        ))}
      </svg>
    </section>
  );
}

/** The same as a table, each row with the way to its records. */
export function SightTable(props: { sights: readonly Sight[]; zone: string; range: SightsAddress }) {
  const { zone, range } = props;
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs">{words.table}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className="wide" aria-label={words.caption(zone)} tabIndex={0}>
        <table>
          <caption>{words.caption(zone)}</caption>
          <Columns of={words.columns} />
          <tbody>
            {props.sights.map((sight) => (
              <SightRow key={`${sight.label} ${sight.person}`} sight={sight} zone={zone} range={range} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function SightRow({ sight, zone, range }: { sight: Sight; zone: string; range: SightsAddress }) {
  const who = sight.actor === sight.label ? short(sight.label) : sight.actor;
  const seen = whom(sight);
  const time = {
    ...(range.from === undefined ? {} : { from: range.from }),
    ...(range.until === undefined ? {} : { until: range.until }),
  };
  return (
    <tr>
      <th scope="row">{who}</th>
      <td>
        <code title={sight.subject ?? sight.person}>{seen}</code>
        {sight.subject === null && ` (${words.erased})`}
      </td>
      <td>{words.count(sight.opened)}</td>
      <td>{words.count(sight.sent)}</td>
      <td>{sight.odd > 0 ? <strong className="alarm">{words.count(sight.odd)}</strong> : "0"}</td>
      <td>
        <time dateTime={sight.first}>{zonedMoment(sight.first, zone)}</time>
      </td>
      <td>
        <time dateTime={sight.last}>{zonedMoment(sight.last, zone)}</time>
      </td>
      <td>
        {sight.subject !== null && (
          <Link
            to="/app/trail"
            search={{ actor: sight.label, subject: sight.subject, ...time }}
            aria-label={words.recordsOf(who, seen)}
          >
            {words.records}
          </Link>
        )}
      </td>
    </tr>
  );
}

const TALL = 120;

/** How much was opened each day. Whoever cannot see it has the table of days. */
export function Timeline({ days }: { days: readonly Day[] }) {
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{words.timeline}</h2>
      <p className="faint">{words.timelineHelp}</p>
      <svg
        className="sights"
        role="img"
        aria-label={words.timelineLabel(days.length)}
        viewBox={`0 0 ${WIDTH} ${TALL}`}
      >
        {bars(days).map((bar) => (
          <g key={bar.day}>
            <title>{bar.day}</title>
            <rect
              className="bar"
              x={bar.x * WIDTH}
              width={Math.max(1, bar.width * WIDTH - 1)}
              y={TALL * (1 - bar.height)}
              height={TALL * bar.height}
            />
            <rect
              className="bar odd"
              x={bar.x * WIDTH}
              width={Math.max(1, bar.width * WIDTH - 1)}
              y={TALL * (1 - bar.oddHeight)}
              height={TALL * bar.oddHeight}
            />
          </g>
        ))}
      </svg>
    </section>
  );
}

/** The timeline as a table. */
export function DayTable({ days, zone }: { days: readonly Day[]; zone: string }) {
  return (
    <table className="narrow">
      <caption>{words.daysCaption(zone)}</caption>
      <Columns of={words.dayColumns} />
      <tbody>
        {days.map((day) => (
          <tr key={day.day}>
            <th scope="row">{day.day}</th>
            <td>{words.count(day.opened)}</td>
            <td>{day.odd > 0 ? <strong className="alarm">{words.count(day.odd)}</strong> : "0"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
