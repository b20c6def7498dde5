import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { closeAccount, type Reset, wantReset } from "./accounts.ts";
import { accountWords as words } from "./accountWords.ts";
import { Field } from "./Field.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";
import type { Listed } from "./people.ts";

/** What an administrator can do about one account. */
export function AccountActions({ person }: { person: Listed }) {
  const [about, setAbout] = useState<"close" | Reset | null>(null);
  const end = () => setAbout(null);
  return (
    <>
      {about === null && (
        <div className="actions">
          <Button
            className="quiet"
            aria-label={words.closeOf(person.name)}
            isDisabled={!person.enabled}
            onPress={() => setAbout("close")}
          >
            {words.close}
          </Button>
          <Button
            className="quiet"
            aria-label={words.resetOf(person.name)}
            isDisabled={!person.secondFactor || !person.enabled}
            onPress={() => setAbout("second-factor.reset")}
          >
            {words.reset}
          </Button>
          <Button
            className="quiet"
            aria-label={words.forgottenOf(person.name)}
            isDisabled={!person.enabled && !person.lapsed}
            onPress={() => setAbout("password.reset")}
          >
            {words.forgotten}
          </Button>
        </div>
      )}
      {about === "close" && <Closing person={person} end={end} />}
      {about !== null && about !== "close" && <Resetting act={about} person={person} end={end} />}
    </>
  );
}

function Closing({ person, end }: { person: Listed; end: () => void }) {
  const queries = useQueryClient();
  const closing = useMutation({
    mutationFn: () => closeAccount(person.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["people"] });
      end();
    },
  });
  return (
    <>
      <p>{words.closeSure(person.name)}</p>
      {closing.isError && <ProblemNotice error={closing.error} />}
      <div className="actions">
        <Button className="primary" isDisabled={closing.isPending} onPress={() => closing.mutate()}>
          {words.closeNow}
        </Button>
        <Button className="quiet" onPress={end}>
          {words.cancel}
        </Button>
      </div>
    </>
  );
}

function Resetting({ act, person, end }: { act: Reset; person: Listed; end: () => void }) {
  const [reason, setReason] = useState("");
  const asking = useMutation({ mutationFn: () => wantReset(act, person.id, reason) });

  function submit(event: FormEvent) {
    event.preventDefault();
    asking.mutate();
  }

  if (asking.isSuccess) {
    return <p role="status">{words.asked(asking.data.expiresAt)}</p>;
  }
  return (
    <form onSubmit={submit}>
      <p>{act === "password.reset" ? words.forgottenSure(person.name) : words.resetSure(person.name)}</p>
      <Field label={words.reason} value={reason} onChange={setReason} required />
      {asking.isError && <ProblemNotice error={asking.error} />}
      <div className="actions">
        <Button type="submit" className="primary" isDisabled={asking.isPending || reason.trim() === ""}>
          {words.resetNow}
        </Button>
        <Button className="quiet" onPress={end}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
