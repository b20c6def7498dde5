import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { setOf } from "../rules/rules.ts";
import { GivingPassword, OpeningAccount, TakingOff } from "./AgreedAccount.tsx";
import { ApprovalForm } from "./ApprovalForm.tsx";
import { type Approval, answer, fetchApprovals, objectName, type TwoPersonAct } from "./approvals.ts";
import { approvalWords as words } from "./approvalWords.ts";
import { Listing } from "./Listing.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { SideForm } from "./SideForm.tsx";
import { ADMINISTRATOR, useSession } from "./session.ts";
import { Title } from "./Title.tsx";
import { utcMoment } from "./time.ts";

/** What was asked of a second person, the answers, and the form that asks. */
export function ApprovalsPage() {
  const administrator = useSession().roles.includes(ADMINISTRATOR);
  const [side, setSide] = useState("");
  const asked = useQuery({
    queryKey: ["approvals", side],
    queryFn: () => fetchApprovals(side),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      {administrator && <SideForm words={words} choose={setSide} />}
      <Listing asked={asked} words={words} rows={(all) => all}>
        {(approval) => <ApprovalRow key={approval.id} approval={approval} side={side} />}
      </Listing>
      {administrator && <ApprovalForm side={side} />}
    </>
  );
}

function ApprovalRow({ approval, side }: { approval: Approval; side: string }) {
  return (
    <tr>
      <th scope="row">{actName(approval)}</th>
      <td>
        <code>{objectName(approval.object)}</code>
      </td>
      <td>{approval.reason ?? words.noReason}</td>
      <td>
        {utcMoment(approval.askedAt)}, {approval.mine ? words.mine : words.others}
      </td>
      <td>{utcMoment(approval.expiresAt)}</td>
      <td>{words.states[approval.state] ?? approval.state}</td>
      <td>
        <Answer approval={approval} side={side} />
      </td>
    </tr>
  );
}

/** What this person can do about a request now; the gateway decides anew. */
function Answer({ approval, side }: { approval: Approval; side: string }) {
  const queries = useQueryClient();
  const answering = useMutation({
    mutationFn: (word: "grant" | "end") => answer(approval, side, word),
    onSuccess: (answered) =>
      queries.setQueryData<Approval[]>(["approvals", side], (all) =>
        all?.map((one) => (one.id === answered.id ? { ...answered, reason: one.reason } : one)),
      ),
  });
  const open = approval.state === "waiting" || approval.state === "granted";
  if (!open) {
    return null;
  }
  const ruleSet = setOf(approval.object);
  const named = (word: string) => words.about(word, actName(approval), objectName(approval.object));
  const end = approval.state === "granted" ? words.endGrant : approval.mine ? words.takeBack : words.refuse;
  return (
    <>
      <div className="actions">
        {approval.state === "waiting" && !approval.mine && (
          <Button
            className="primary"
            aria-label={named(words.grant)}
            isDisabled={answering.isPending}
            onPress={() => answering.mutate("grant")}
          >
            {words.grant}
          </Button>
        )}
        {approval.state === "granted" && approval.mine && approval.act === "break-glass" && (
          <Link
            to="/app/approvals/$approval/original"
            params={{ approval: approval.id }}
            search={side === "" ? {} : { tenant: side }}
          >
            {words.open}
          </Link>
        )}
        {approval.state === "granted" && approval.mine && approval.act === "account.open" && (
          <OpeningAccount approval={approval} />
        )}
        {approval.state === "granted" && approval.mine && approval.act === "second-factor.reset" && (
          <TakingOff approval={approval} />
        )}
        {approval.state === "granted" && approval.mine && approval.act === "password.reset" && (
          <GivingPassword approval={approval} />
        )}
        {ruleSet !== null && (
          <Link to="/app/rules/$set" params={{ set: ruleSet }}>
            {words.readRules}
          </Link>
        )}
        <Button
          className="quiet"
          aria-label={named(end)}
          isDisabled={answering.isPending}
          onPress={() => answering.mutate("end")}
        >
          {end}
        </Button>
      </div>
      {answering.isError && <ProblemNotice error={answering.error} />}
    </>
  );
}

function actName(approval: Approval): string {
  return words.acts[approval.act as TwoPersonAct] ?? approval.act;
}
