import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { moment } from "../access/time.ts";
import {
  addRecipient,
  RECIPIENT,
  type Recipient,
  recipientsQuery,
  removeRecipient,
  short,
} from "./recipients.ts";
import { recipientWords as words } from "./recipientWords.ts";

/** The client's own keys, to which exports of a project are sealed. */
export function RecipientsPanel({ project }: { project: string }) {
  const asked = useQuery(recipientsQuery(project));
  return (
    <section aria-labelledby="recipients">
      <h2 id="recipients">{words.title}</h2>
      <p className="faint">{words.help}</p>
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {asked.data !== undefined && <Registered project={project} recipients={asked.data} />}
      <AddForm project={project} />
    </section>
  );
}

function Registered({ project, recipients }: { project: string; recipients: readonly Recipient[] }) {
  if (recipients.length === 0) {
    return <p role="status">{words.none}</p>;
  }
  return (
    <>
      {recipients.length === 1 && <p className="notice ask">{words.one}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">{words.key}</th>
            <th scope="col">{words.since}</th>
            <th scope="col">{words.act}</th>
          </tr>
        </thead>
        <tbody>
          {recipients.map((one) => (
            <tr key={one.id}>
              <td>
                <code className="key">{one.recipient}</code>
              </td>
              <td>{moment(one.created)}</td>
              <td>
                <Remove project={project} one={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Asked for twice: exports may have to be sealed anew afterwards. */
function Remove({ project, one }: { project: string; one: Recipient }) {
  const [sure, setSure] = useState(false);
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeRecipient(project, one.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["projects", project, "recipients"] }),
  });
  if (!sure) {
    return (
      <Button
        className="quiet"
        aria-label={words.removeNamed(short(one.recipient))}
        onPress={() => setSure(true)}
      >
        {words.remove}
      </Button>
    );
  }
  return (
    <>
      <p role="alert">{words.sure(short(one.recipient))}</p>
      {remove.isError && <ProblemNotice error={remove.error} />}
      <div className="actions">
        <Button isDisabled={remove.isPending} onPress={() => remove.mutate()}>
          {words.yes}
        </Button>
        <Button onPress={() => setSure(false)}>{words.no}</Button>
      </div>
    </>
  );
}

function AddForm({ project }: { project: string }) {
  const queries = useQueryClient();
  const [recipient, setRecipient] = useState("");
  const [wrong, setWrong] = useState(false);
  const add = useMutation({
    mutationFn: () => addRecipient(project, recipient),
    onSuccess: async () => {
      setRecipient("");
      await queries.invalidateQueries({ queryKey: ["projects", project, "recipients"] });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    const fits = RECIPIENT.test(recipient.trim());
    setWrong(!fits);
    if (fits) {
      add.mutate();
    }
  }

  return (
    <form className="inline" onSubmit={submit} aria-label={words.add}>
      <Field label={words.field} value={recipient} onChange={setRecipient} help={words.fieldHelp} required />
      <Button type="submit" isDisabled={add.isPending}>
        {words.add}
      </Button>
      {wrong && (
        <p className="notice bad" role="alert">
          {words.wrong}
        </p>
      )}
      {add.isError && <ProblemNotice error={add.error} />}
    </form>
  );
}
