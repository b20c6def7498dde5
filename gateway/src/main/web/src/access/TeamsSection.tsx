import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "./Field.tsx";
import { JoinForm } from "./JoinForm.tsx";
import { PersonSelect } from "./PersonSelect.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";
import type { Listed } from "./people.ts";
import { leave, type Member, place, type Team, teamsQuery, told } from "./staff.ts";
import { staffWords as words } from "./staffWords.ts";
import { utcMoment } from "./time.ts";

/** Who joined which team here, and where people work. */
export function TeamsSection({ people }: { people: readonly Listed[] }) {
  const heading = useId();
  const teams = useQuery(teamsQuery);
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{words.title}</h2>
      <p className="faint">{words.help}</p>
      {teams.isError && <ProblemNotice error={teams.error} />}
      {teams.data?.length === 0 && <p>{words.none}</p>}
      {teams.data?.map((team) => (
        <TeamPart key={team.handle} team={team} people={people} />
      ))}
      <PersonPlace people={people} />
    </section>
  );
}

function TeamPart({ team, people }: { team: Team; people: readonly Listed[] }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>{words.of(team.handle, team.workforce)}</h3>
      <p>{team.country === null ? words.unknown : words.worksIn(team.country)}</p>
      {team.members.length === 0 ? (
        <p className="faint">{words.noMembers}</p>
      ) : (
        <ul aria-label={words.members}>
          {team.members.map((member) => (
            <MemberLine key={member.person} team={team.handle} member={member} people={people} />
          ))}
        </ul>
      )}
      <TeamPlace team={team} />
      <JoinForm team={team.handle} people={people} />
    </section>
  );
}

function MemberLine(props: { team: string; member: Member; people: readonly Listed[] }) {
  const { team, member, people } = props;
  const queries = useQueryClient();
  const name = people.find((person) => person.id === member.person)?.name ?? member.person;
  const leaving = useMutation({
    mutationFn: () => leave(team, member.person),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["teams"] }),
  });
  const facts = [member.lead ? words.lead : "", told(member), words.since(utcMoment(member.joined))];
  return (
    <li>
      {name}: {facts.filter((fact) => fact !== "").join("; ")}{" "}
      <Button
        className="quiet"
        aria-label={words.leaveNamed(name, team)}
        isDisabled={leaving.isPending}
        onPress={() => leaving.mutate()}
      >
        {words.leave}
      </Button>
      {leaving.isError && <ProblemNotice error={leaving.error} />}
    </li>
  );
}

function TeamPlace({ team }: { team: Team }) {
  const queries = useQueryClient();
  const [country, setCountry] = useState(team.country ?? "");
  const placing = useMutation({
    mutationFn: () => place("teams", team.handle, country),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["teams"] }),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    placing.mutate();
  }
  return (
    <form className="inline" onSubmit={submit}>
      <Field label={words.country} help={words.countryHelp} value={country} onChange={setCountry} />
      <Button type="submit" isDisabled={placing.isPending}>
        {words.save}
      </Button>
      {placing.isError && <ProblemNotice error={placing.error} />}
    </form>
  );
}

function PersonPlace({ people }: { people: readonly Listed[] }) {
  const heading = useId();
  const [person, setPerson] = useState("");
  const [country, setCountry] = useState("");
  const placing = useMutation({ mutationFn: () => place("people", person, country) });
  function submit(event: FormEvent) {
    event.preventDefault();
    placing.mutate();
  }
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>{words.elsewhere}</h3>
      <form className="sheet form" onSubmit={submit}>
        <PersonSelect people={people} person={person} choose={setPerson} />
        <Field label={words.personCountry} help={words.elsewhereHelp} value={country} onChange={setCountry} />
        {placing.isError && <ProblemNotice error={placing.error} />}
        {placing.isSuccess && <p role="status">{words.done}</p>}
        <div className="actions">
          <Button type="submit" isDisabled={placing.isPending || person === ""}>
            {words.save}
          </Button>
        </div>
      </form>
    </section>
  );
}
