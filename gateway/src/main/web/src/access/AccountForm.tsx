import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ROLES, wantAccount } from "./accounts.ts";
import { accountWords as words } from "./accountWords.ts";
import { Field } from "./Field.tsx";
import { ProblemNotice } from "./ProblemNotice.tsx";
import { Several } from "./Several.tsx";

/** Asks another administrator for an account. */
export function AccountForm() {
  const heading = useId();
  const [name, setName] = useState("");
  const [roles, setRoles] = useState<readonly string[]>([]);
  const [tenant, setTenant] = useState("");
  const [reason, setReason] = useState("");
  const asking = useMutation({
    mutationFn: () => wantAccount({ name, roles, tenant, reason }),
    onSuccess: () => {
      setName("");
      setRoles([]);
      setReason("");
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    asking.mutate();
  }

  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{words.ask}</h2>
      <form className="sheet form" onSubmit={submit}>
        <p className="faint">{words.help}</p>
        <Field label={words.name} help={words.nameHelp} value={name} onChange={setName} required />
        <Several label={words.roles} options={ROLES} chosen={roles} choose={setRoles} />
        <Field label={words.tenant} help={words.tenantHelp} value={tenant} onChange={setTenant} />
        <Field label={words.reason} value={reason} onChange={setReason} required />
        {asking.isError && <ProblemNotice error={asking.error} />}
        {asking.isSuccess && <p role="status">{words.asked(asking.data.expiresAt)}</p>}
        <div className="actions">
          <Button
            type="submit"
            className="primary"
            isDisabled={asking.isPending || name.trim() === "" || roles.length === 0 || reason.trim() === ""}
          >
            {words.send}
          </Button>
        </div>
      </form>
    </section>
  );
}
