import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { moment } from "../access/time.ts";
import { createExport, delivered, exportsQuery, resealExport } from "./api.ts";
import { words } from "./words.ts";

/** What has been exported of a batch, and one more. */
export function ExportPanel({ project, batch }: { project: string; batch: string }) {
  const queries = useQueryClient();
  const exports = useSuspenseQuery(exportsQuery(project, batch)).data;
  const [masks, setMasks] = useState(false);
  const masksId = useId();
  const masksHelpId = useId();
  const create = useMutation({
    mutationFn: () => createExport(project, batch, masks),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["exports", batch] }),
  });
  return (
    <section aria-labelledby="exports">
      <h2 id="exports">{words.exports}</h2>
      {exports.length === 0 ? (
        <p className="faint">{words.none}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.made}</th>
              <th scope="col">{words.faces}</th>
              <th scope="col">{words.masks}</th>
              <th scope="col">{words.sealing}</th>
              <th scope="col">{words.archive}</th>
              <th scope="col">{words.check}</th>
            </tr>
          </thead>
          <tbody>
            {exports.map((one) => (
              <tr key={one.id}>
                <td>{moment(one.created)}</td>
                <td>{one.faces}</td>
                <td>{words.masksOf(one.masks)}</td>
                <td>{delivered(one.delivery, one.sealedTo)}</td>
                <td>
                  {one.delivery === "reseal" ? (
                    <Reseal id={one.id} batch={batch} />
                  ) : (
                    <a href={`/api/v1/exports/${one.id}/archive`} download>
                      {one.delivery === "sealed" ? words.downloadSealed : words.download}
                    </a>
                  )}
                </td>
                <td>
                  <Link to="/app/exports/$export" params={{ export: one.id }}>
                    {words.open}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="inline">
        <div className="tick">
          <input
            id={masksId}
            type="checkbox"
            aria-describedby={masksHelpId}
            checked={masks}
            onChange={(event) => setMasks(event.target.checked)}
          />
          <label htmlFor={masksId}>{words.withMasks}</label>
        </div>
        <Button isDisabled={create.isPending} onPress={() => create.mutate()}>
          {words.create}
        </Button>
      </div>
      <p id={masksHelpId} className="faint">
        {words.withMasksHelp}
      </p>
      {create.isError && <ProblemNotice error={create.error} />}
    </section>
  );
}

/** For an export whose key was lost, or that is older than the first key. */
function Reseal({ id, batch }: { id: string; batch: string }) {
  const queries = useQueryClient();
  const reseal = useMutation({
    mutationFn: () => resealExport(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["exports", batch] }),
  });
  return (
    <>
      <Button className="quiet" isDisabled={reseal.isPending} onPress={() => reseal.mutate()}>
        {words.reseal}
      </Button>
      {reseal.isError && <ProblemNotice error={reseal.error} />}
    </>
  );
}
