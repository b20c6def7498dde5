import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { Listing, useListing } from "../access/Listing.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { utcMoment } from "../access/time.ts";
import {
  type Approval,
  ask,
  end,
  fetchApprovals,
  fetchOrganisations,
  grant,
  type Organisation,
  requestFor,
  stageOf,
} from "./organisations.ts";
import { organisationWords as words } from "./organisationWords.ts";

const KEY = ["organisations"];

async function fetchAll() {
  const organisations = await fetchOrganisations();
  return { organisations, approvals: await fetchApprovals() };
}

/** Which client organisations there are, and how two administrators end one. */
export function OrganisationsPage() {
  const asked = useListing(KEY, fetchAll);
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      <Listing asked={asked} words={words} rows={(found) => found.organisations}>
        {(one, found) => (
          <OrganisationRow key={one.id} one={one} request={requestFor(one, found.approvals)} />
        )}
      </Listing>
    </>
  );
}

function OrganisationRow({ one, request }: { one: Organisation; request: Approval | undefined }) {
  return (
    <tr>
      <th scope="row">{one.handle}</th>
      <td>{utcMoment(one.created)}</td>
      <td>{one.ended === null ? words.stages[stageOf(one, request)] : words.ended(utcMoment(one.ended))}</td>
      <td>{one.ended === null && <Step one={one} request={request} />}</td>
    </tr>
  );
}

/** The next thing that an administrator can do about an organisation. */
function Step({ one, request }: { one: Organisation; request: Approval | undefined }) {
  const [text, setText] = useState("");
  const queries = useQueryClient();
  const stage = stageOf(one, request);
  const doing = useMutation<unknown, Error, string>({
    mutationFn: (said) => {
      if (stage === "granted") {
        return end(one, said);
      }
      return request === undefined ? ask(one, said) : grant(request);
    },
    onSuccess: () => {
      setText("");
      return queries.invalidateQueries({ queryKey: KEY });
    },
  });
  const label = { going: words.ask, asked: words.grant, granted: words.end, ended: words.end }[stage](
    one.handle,
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    doing.mutate(text.trim());
  }

  return (
    <form onSubmit={submit}>
      {stage === "going" && (
        <Field label={words.reason} help={words.reasonHelp} value={text} onChange={setText} required />
      )}
      {stage === "asked" && <p>{words.because(request?.reason ?? null)}</p>}
      {stage === "granted" && (
        <Field label={words.handle} help={words.handleHelp} value={text} onChange={setText} required />
      )}
      {doing.isError && <ProblemNotice error={doing.error} />}
      <Button
        type="submit"
        isDisabled={
          doing.isPending ||
          (stage === "going" && text.trim() === "") ||
          (stage === "granted" && text.trim() !== one.handle)
        }
      >
        {doing.isPending ? words.working : label}
      </Button>
    </form>
  );
}
