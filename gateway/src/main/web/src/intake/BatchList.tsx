import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { CLIENT, useSession } from "../access/session.ts";
import { moment } from "../access/time.ts";
import { batchesQuery, createBatch } from "./api.ts";
import { words } from "./words.ts";

/** The batches of a project, newest first as the gateway gives them. */
export function BatchList({ project }: { project: string }) {
  const batches = useSuspenseQuery(batchesQuery(project)).data;
  const mayCreate = useSession().roles.includes(CLIENT);
  return (
    <section aria-labelledby="batches">
      <h2 id="batches">{words.batches}</h2>
      {batches.length === 0 ? (
        <p className="faint">{words.none}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.batch}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.created}</th>
            </tr>
          </thead>
          <tbody>
            {batches.map((batch) => (
              <tr key={batch.id}>
                <th scope="row">
                  <Link to="/app/batches/$batch" params={{ batch: batch.id }}>
                    {batch.label}
                  </Link>
                </th>
                <td>{words.states[batch.state]}</td>
                <td>{moment(batch.created)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mayCreate && <NewBatch project={project} />}
    </section>
  );
}

function NewBatch({ project }: { project: string }) {
  const queries = useQueryClient();
  const [label, setLabel] = useState("");
  const create = useMutation({
    mutationFn: () => createBatch(project, label),
    onSuccess: async () => {
      setLabel("");
      await queries.invalidateQueries({ queryKey: ["batches", "of", project] });
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    create.mutate();
  }
  return (
    <form className="inline" onSubmit={submit}>
      <Field label={words.label} value={label} onChange={setLabel} required />
      <Button type="submit" isDisabled={create.isPending}>
        {words.create}
      </Button>
      {create.isError && <ProblemNotice error={create.error} />}
    </form>
  );
}
