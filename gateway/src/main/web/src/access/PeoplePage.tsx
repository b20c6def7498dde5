import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { AccountActions } from "./AccountActions.tsx";
import { AccountForm } from "./AccountForm.tsx";
import { accountWords } from "./accountWords.ts";
import { peopleQuery } from "./people.ts";
import { TeamsSection } from "./TeamsSection.tsx";
import { Title } from "./Title.tsx";
import { words } from "./words.ts";

/** Who can sign in, and under which roles; accounts asked for and closed; and who is in which team. */
export function PeoplePage() {
  const [first, setFirst] = useState(0);
  const { people, more } = useSuspenseQuery(peopleQuery(first)).data;
  return (
    <>
      <Title>{words.nav.people}</Title>
      <p className="faint">{words.peopleHelp}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.signInName}</th>
            <th scope="col">{words.roles}</th>
            <th scope="col">{words.belongsTo}</th>
            <th scope="col">{words.secondFactor}</th>
            <th scope="col">{accountWords.actions}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.name}>
              <th scope="row">
                {person.name}
                {!person.enabled && ` (${person.lapsed ? accountWords.lapsed : words.disabled})`}
              </th>
              <td>{person.roles.join(", ")}</td>
              <td>{person.operator ? words.operator : (person.tenant ?? person.teams.join(", "))}</td>
              <td>{person.secondFactor ? words.yes : words.no}</td>
              <td>
                <AccountActions person={person} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {(first > 0 || more) && (
        <div className="actions">
          <Button isDisabled={first === 0} onPress={() => setFirst(0)}>
            {words.firstPage}
          </Button>
          <Button isDisabled={!more} onPress={() => setFirst(first + people.length)}>
            {words.nextPage}
          </Button>
        </div>
      )}
      <AccountForm />
      <TeamsSection people={people} />
    </>
  );
}
