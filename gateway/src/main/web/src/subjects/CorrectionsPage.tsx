import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { utcMoment } from "../access/time.ts";
import { CorrectionForm } from "./CorrectionForm.tsx";
import { type Correction, fetchCorrections } from "./corrections.ts";
import { correctionWords as words } from "./correctionWords.ts";

const KEY = ["corrections"];
const AGAIN = 2_000;

/** Which faces were given to another person, and the form that gives one. */
export function CorrectionsPage() {
  const asked = useQuery({
    queryKey: KEY,
    queryFn: fetchCorrections,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: (query) => (query.state.data?.some((one) => one.moved === null) ? AGAIN : false),
  });
  const corrections = asked.data;
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      {asked.isPending && <p role="status">{words.loading}</p>}
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {corrections !== undefined &&
        (corrections.length === 0 ? (
          <p role="status">{words.none}</p>
        ) : (
          <CorrectionTable corrections={corrections} />
        ))}
      <CorrectionForm />
    </>
  );
}

function CorrectionTable({ corrections }: { corrections: readonly Correction[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="wide" aria-label={words.table} tabIndex={0}>
      <table>
        <caption>{words.table}</caption>
        <thead>
          <tr>
            {Object.entries(words.columns).map(([name, text]) => (
              <th key={name} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {corrections.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <code>{one.picture}</code>, {one.line}
              </th>
              <td>
                <code>{one.from}</code>
              </td>
              <td>
                <code>{one.to}</code>
              </td>
              <td>{utcMoment(one.asked)}</td>
              <td>
                {one.moved === null || one.record === null ? (
                  words.underWay
                ) : (
                  <Link to="/app/trail/$record" params={{ record: one.record }}>
                    {words.done(utcMoment(one.moved), one.objects ?? 0)}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
