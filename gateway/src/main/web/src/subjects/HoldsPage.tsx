import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { Listing, useListing } from "../access/Listing.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { utcMoment } from "../access/time.ts";
import { fetchHolds, type Hold, liftHold, MATTER, placeHold } from "./holds.ts";
import { holdWords as words } from "./holdWords.ts";

const KEY = ["holds"];

/** What keeps the trail from being removed, and the two things that an officer can do about it. */
export function HoldsPage() {
  const asked = useListing(KEY, fetchHolds);
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      <Listing asked={asked} words={words} rows={(all) => all}>
        {(hold) => <HoldRow key={hold.id} hold={hold} />}
      </Listing>
      <PlaceForm />
    </>
  );
}

function HoldRow({ hold }: { hold: Hold }) {
  return (
    <tr>
      <th scope="row">{hold.matter}</th>
      <td>
        <Link to="/app/trail/$record" params={{ record: hold.record }}>
          {utcMoment(hold.placedAt)}
        </Link>
      </td>
      <td>{hold.liftedAt === null ? <Lift hold={hold} /> : utcMoment(hold.liftedAt)}</td>
    </tr>
  );
}

/** Asked for twice: what is removed afterwards is gone. */
function Lift({ hold }: { hold: Hold }) {
  const [sure, setSure] = useState(false);
  const queries = useQueryClient();
  const lift = useMutation({
    mutationFn: () => liftHold(hold.id),
    onSuccess: (lifted) =>
      queries.setQueryData<Hold[]>(KEY, (all) => all?.map((one) => (one.id === lifted.id ? lifted : one))),
  });
  if (!sure) {
    return (
      <>
        {words.inForce}{" "}
        <Button className="quiet" aria-label={words.liftNamed(hold.matter)} onPress={() => setSure(true)}>
          {words.lift}
        </Button>
      </>
    );
  }
  return (
    <>
      <p role="alert">{words.sure(hold.matter)}</p>
      {lift.isError && <ProblemNotice error={lift.error} />}
      <div className="actions">
        <Button isDisabled={lift.isPending} onPress={() => lift.mutate()}>
          {words.yes}
        </Button>
        <Button className="quiet" onPress={() => setSure(false)}>
          {words.no}
        </Button>
      </div>
    </>
  );
}

function PlaceForm() {
  const [matter, setMatter] = useState("");
  const heading = useId();
  const queries = useQueryClient();
  const place = useMutation({
    mutationFn: () => placeHold(matter.trim()),
    onSuccess: (placed) => {
      setMatter("");
      queries.setQueryData<Hold[]>(KEY, (all) => [placed, ...(all ?? [])]);
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    place.mutate();
  }

  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{words.place}</h2>
      <form className="sheet form" onSubmit={submit}>
        <Field label={words.matter} help={words.matterHelp} value={matter} onChange={setMatter} required />
        {place.isError && <ProblemNotice error={place.error} />}
        <div className="actions">
          <Button
            type="submit"
            className="primary"
            isDisabled={place.isPending || !MATTER.test(matter.trim())}
          >
            {place.isPending ? words.placing : words.place}
          </Button>
        </div>
      </form>
    </section>
  );
}
