import { Link } from "@tanstack/react-router";
import { Listing, useListing } from "../access/Listing.tsx";
import { Title } from "../access/Title.tsx";
import { utcMoment } from "../access/time.ts";
import { CorrectionForm } from "./CorrectionForm.tsx";
import { type Correction, fetchCorrections } from "./corrections.ts";
import { correctionWords as words } from "./correctionWords.ts";

const KEY = ["corrections"];
const AGAIN = 2_000;

/** Which faces were given to another person, and the form that gives one. */
export function CorrectionsPage() {
  const asked = useListing(KEY, fetchCorrections, (all) =>
    all?.some((one) => one.moved === null) ? AGAIN : false,
  );
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      <Listing asked={asked} words={words} rows={(all) => all}>
        {(one) => <CorrectionRow key={one.id} one={one} />}
      </Listing>
      <CorrectionForm />
    </>
  );
}

function CorrectionRow({ one }: { one: Correction }) {
  return (
    <tr>
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
  );
}
