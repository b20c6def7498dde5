import { Columns } from "../../access/Columns.tsx";
import type { WholeSchema } from "./schemas.ts";
import { schemaWords as words } from "./schemaWords.ts";

/** Every point of a schema with what is known of it; folded away, since there may be hundreds. */
export function PointTable({ schema }: { schema: WholeSchema }) {
  const groups = new Map(schema.groups.flatMap(({ name, points }) => points.map((point) => [point, name])));
  return (
    <details className="fold">
      <summary>{words.points}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className="wide" aria-label={words.points} tabIndex={0}>
        <table>
          <Columns of={words.pointColumns} />
          <tbody>
            {schema.points.map(({ key, name, definition, opposite, suggested }, number) => (
              <tr key={key}>
                <td>{number}</td>
                <th scope="row">{name}</th>
                <td>{definition === null ? "" : `${definition}.`}</td>
                <td>{opposite === number ? "–" : opposite}</td>
                <td>{groups.get(number)}</td>
                <td>{suggested ? words.yes : words.no}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
