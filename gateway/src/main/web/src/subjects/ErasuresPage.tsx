import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { Listing, useListing } from "../access/Listing.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { utcMoment } from "../access/time.ts";
import {
  type Erasure,
  erase,
  fetchErasures,
  GROUNDS,
  type Ground,
  type GroupPictures,
  receiptAddress,
} from "./erasures.ts";
import { erasureWords as words } from "./erasureWords.ts";

const KEY = ["erasures"];
const AGAIN = 2_000;

/** Who was erased, with the receipts, and the form that erases somebody. */
export function ErasuresPage() {
  const asked = useListing(KEY, fetchErasures, (all) =>
    all?.some((one) => one.unreadable === null) ? AGAIN : false,
  );
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      <Listing asked={asked} words={words} rows={(all) => all}>
        {(erasure) => <ErasureRow key={erasure.id} erasure={erasure} />}
      </Listing>
      <EraseForm />
    </>
  );
}

function ErasureRow({ erasure }: { erasure: Erasure }) {
  return (
    <tr>
      <th scope="row">
        <code>{erasure.subject}</code>
      </th>
      <td>{words.grounds[erasure.ground as Ground] ?? erasure.ground}</td>
      <td>{utcMoment(erasure.asked)}</td>
      <td>
        {erasure.unreadable === null || erasure.record === null ? (
          words.underWay
        ) : (
          <Link to="/app/trail/$record" params={{ record: erasure.record }}>
            {utcMoment(erasure.unreadable)}
          </Link>
        )}
      </td>
      <td>
        {erasure.backups === null
          ? words.by(utcMoment(erasure.backupsBy))
          : words.since(utcMoment(erasure.backups))}
      </td>
      <td>{words.went(erasure.objects, erasure.blanked, erasure.destroyed)}</td>
      <td>
        {erasure.unreadable !== null && (
          <a href={receiptAddress(erasure)} aria-label={words.saveNamed(erasure.number)} download>
            {words.save}
          </a>
        )}
      </td>
    </tr>
  );
}

/** Asked for twice: it cannot be taken back. */
function EraseForm() {
  const [pseudonym, setPseudonym] = useState("");
  const [ground, setGround] = useState<Ground>("consent-withdrawn");
  const [group, setGroup] = useState<GroupPictures>("blank");
  const [sure, setSure] = useState(false);
  const heading = useId();
  const grounds = useId();
  const groups = useId();
  const queries = useQueryClient();
  const erasing = useMutation({
    mutationFn: () => erase(pseudonym.trim(), ground, group),
    onSuccess: (begun) => {
      setPseudonym("");
      setSure(false);
      queries.setQueryData<Erasure[]>(KEY, (all) => [
        begun,
        ...(all ?? []).filter((one) => one.id !== begun.id),
      ]);
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setSure(true);
  }

  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{words.erase}</h2>
      <form className="sheet form" onSubmit={submit}>
        <Field
          label={words.pseudonym}
          help={words.pseudonymHelp}
          value={pseudonym}
          onChange={setPseudonym}
          required
        />
        <div className="field">
          <label htmlFor={grounds}>{words.ground}</label>
          <select id={grounds} value={ground} onChange={(event) => setGround(event.target.value as Ground)}>
            {GROUNDS.map((one) => (
              <option key={one} value={one}>
                {words.grounds[one]}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={groups}>{words.group}</label>
          <select
            id={groups}
            value={group}
            onChange={(event) => setGroup(event.target.value as GroupPictures)}
          >
            <option value="blank">{words.blank}</option>
            <option value="destroy">{words.destroy}</option>
          </select>
        </div>
        {erasing.isError && <ProblemNotice error={erasing.error} />}
        {sure ? (
          <>
            <p role="alert">{words.sure(pseudonym.trim())}</p>
            <div className="actions">
              <Button className="primary" isDisabled={erasing.isPending} onPress={() => erasing.mutate()}>
                {erasing.isPending ? words.erasing : words.yes}
              </Button>
              <Button className="quiet" onPress={() => setSure(false)}>
                {words.no}
              </Button>
            </div>
          </>
        ) : (
          <div className="actions">
            <Button type="submit" className="primary" isDisabled={pseudonym.trim() === ""}>
              {words.next}
            </Button>
          </div>
        )}
      </form>
    </section>
  );
}
