import { useMutation } from "@tanstack/react-query";
import { Button } from "react-aria-components/Button";
import { givePassword, openAccount, resetSecondFactor } from "./accounts.ts";
import { accountWords as words } from "./accountWords.ts";
import type { Approval } from "./approvals.ts";
import { ProblemNotice } from "./ProblemNotice.tsx";

/** Opens the account that another administrator agreed to, and shows its first password once. */
export function OpeningAccount({ approval }: { approval: Approval }) {
  const opening = useMutation({ mutationFn: () => openAccount(approval.id), gcTime: 0 });
  if (opening.isSuccess) {
    return (
      <p role="status">
        {words.opened(opening.data.name)} {words.password} <code>{opening.data.password}</code>
      </p>
    );
  }
  return (
    <>
      <Button className="primary" isDisabled={opening.isPending} onPress={() => opening.mutate()}>
        {words.openAccount}
      </Button>
      {opening.isError && <ProblemNotice error={opening.error} />}
    </>
  );
}

/** Gives the password that another administrator agreed to, and shows it once. */
export function GivingPassword({ approval }: { approval: Approval }) {
  const giving = useMutation({ mutationFn: () => givePassword(approval.id), gcTime: 0 });
  if (giving.isSuccess) {
    return (
      <p role="status">
        {words.nextPassword} <code>{giving.data.password}</code>
      </p>
    );
  }
  return (
    <>
      <Button className="primary" isDisabled={giving.isPending} onPress={() => giving.mutate()}>
        {words.givePassword}
      </Button>
      {giving.isError && <ProblemNotice error={giving.error} />}
    </>
  );
}

/** Takes the second factor off that another administrator agreed to take off. */
export function TakingOff({ approval }: { approval: Approval }) {
  const resetting = useMutation({ mutationFn: () => resetSecondFactor(approval.id) });
  if (resetting.isSuccess) {
    return <p role="status">{words.takenOff}</p>;
  }
  return (
    <>
      <Button className="primary" isDisabled={resetting.isPending} onPress={() => resetting.mutate()}>
        {words.takeOff}
      </Button>
      {resetting.isError && <ProblemNotice error={resetting.error} />}
    </>
  );
}
