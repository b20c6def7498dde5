import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ApprovalForm } from "./ApprovalForm.tsx";
import { type Approval, answer, fetchApprovals, objectName, type TwoPersonAct } from "./approvals.ts";
import { approvalWords as words } from "./approvalWords.ts";
import { Field } from "./Field.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";
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
      {administrator && <SideForm choose={setSide} />}
      {asked.isPending && <p role="status">{words.loading}</p>}
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {asked.data !== undefined &&
        (asked.data.length === 0 ? (
          <p role="status">{words.none}</p>
        ) : (
          <ApprovalTable approvals={asked.data} side={side} />
        ))}
      {administrator && <ApprovalForm side={side} />}
    </>
  );
}

function SideForm({ choose }: { choose: (side: string) => void }) {
  const [handle, setHandle] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    choose(handle.trim());
  }
  return (
    <form className="inline" onSubmit={submit}>
      <Field label={words.side} help={words.sideHelp} value={handle} onChange={setHandle} />
      <Button type="submit">{words.show}</Button>
    </form>
  );
}

function ApprovalTable({ approvals, side }: { approvals: readonly Approval[]; side: string }) {
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
          {approvals.map((approval) => (
            <tr key={approval.id}>
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
          ))}
        </tbody>
      </table>
    </section>
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
