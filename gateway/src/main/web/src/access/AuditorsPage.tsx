import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { answer, answers, fetchInvitations, type Invitation } from "./auditors.ts";
import { auditorWords as words } from "./auditorWords.ts";
import { InviteForm } from "./InviteForm.tsx";
import { Listing, useListing } from "./Listing.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { SideForm } from "./SideForm.tsx";
import { COMPLIANCE_OFFICER, useSession } from "./session.ts";
import { Title } from "./Title.tsx";
import { utcMoment } from "./time.ts";

/** Who was invited from outside to read, by whom it was agreed, and until when. */
export function AuditorsPage() {
  const officer = useSession().roles.includes(COMPLIANCE_OFFICER);
  const [side, setSide] = useState("");
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      {!officer && <SideForm words={words} choose={setSide} required />}
      {(officer || side !== "") && <Invited side={side} />}
      {officer && <InviteForm />}
    </>
  );
}

function Invited({ side }: { side: string }) {
  const asked = useListing(["auditors", side], () => fetchInvitations(side));
  return (
    <Listing asked={asked} words={words} rows={(all) => all}>
      {(invitation) => <InvitationRow key={invitation.id} invitation={invitation} side={side} />}
    </Listing>
  );
}

function InvitationRow({ invitation, side }: { invitation: Invitation; side: string }) {
  const name = invitation.name ?? words.erased;
  const queries = useQueryClient();
  const answering = useMutation({
    mutationFn: (word: "agreement" | "end") => answer(invitation.id, side, word),
    onSuccess: (answered) =>
      queries.setQueryData<Invitation[]>(["auditors", side], (all) =>
        all?.map((one) => (one.id === answered.id ? answered : one)),
      ),
  });
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{invitation.scope.map((one) => words.scopes[one] ?? one).join(", ")}</td>
      <td>{utcMoment(invitation.from)}</td>
      <td>{utcMoment(invitation.until)}</td>
      <td>{words.states[invitation.state] ?? invitation.state}</td>
      <td>
        <div className="actions">
          {answers(invitation).map((word) => {
            const said = word === "agreement" ? words.agree : words.end;
            return (
              <Button
                key={word}
                className={word === "agreement" ? "primary" : "quiet"}
                aria-label={words.about(said, name)}
                isDisabled={answering.isPending}
                onPress={() => answering.mutate(word)}
              >
                {said}
              </Button>
            );
          })}
        </div>
        {answering.isError && <ProblemNotice error={answering.error} />}
      </td>
    </tr>
  );
}
