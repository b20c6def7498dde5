import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "react-aria-components/Button";
import { Columns } from "../access/Columns.tsx";
import { Listing, useListing } from "../access/Listing.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { ADMINISTRATOR, useSession } from "../access/session.ts";
import { Title } from "../access/Title.tsx";
import { utcMoment } from "../access/time.ts";
import { ProposeForm } from "./ProposeForm.tsx";
import { fetchShelf, goBack, type Shelf } from "./rules.ts";
import { ruleWords as words } from "./ruleWords.ts";

export const KEY = ["rules"];

/** Which sets of rules there are, which was in force when, and what an administrator can do about it. */
export function RulesPage() {
  const administrator = useSession().roles.includes(ADMINISTRATOR);
  const asked = useListing(KEY, fetchShelf);
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      <Listing asked={asked} words={words} rows={(shelf) => shelf.sets}>
        {(set, shelf) => (
          <tr key={set.id}>
            <th scope="row">
              <Link to="/app/rules/$set" params={{ set: set.id }}>
                {set.number}
              </Link>
            </th>
            <td>{set.title}</td>
            <td>{utcMoment(set.proposedAt)}</td>
            <td>{shelf.inForce === set.id ? words.inForce : words.notInForce}</td>
          </tr>
        )}
      </Listing>
      {asked.data !== undefined && (
        <>
          <History shelf={asked.data} />
          {administrator && asked.data.goesBackTo !== null && <GoBack />}
          {administrator && <ProposeForm inForce={asked.data.inForce} />}
        </>
      )}
    </>
  );
}

function History({ shelf }: { shelf: Shelf }) {
  const number = (set: string) => shelf.sets.find((one) => one.id === set)?.number;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      {shelf.activations.length === 0 ? (
        <p>{words.historyNone}</p>
      ) : (
        <table>
          <Columns of={words.historyColumns} />
          <tbody>
            {shelf.activations.map((one) => (
              <tr key={one.number}>
                <th scope="row">{one.number}</th>
                <td>{utcMoment(one.at)}</td>
                <td>{words.version(number(one.set))}</td>
                <td>{words.kinds[one.kind] ?? one.kind}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function GoBack() {
  const queries = useQueryClient();
  const going = useMutation({
    mutationFn: goBack,
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <section className="sheet">
      <p>{words.goBackHelp}</p>
      {going.isError && <ProblemNotice error={going.error} />}
      <Button isDisabled={going.isPending} onPress={() => going.mutate()}>
        {going.isPending ? words.going : words.goBack}
      </Button>
    </section>
  );
}
