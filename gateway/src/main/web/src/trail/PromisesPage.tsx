import { useQuery } from "@tanstack/react-query";
import { Button } from "react-aria-components/Button";
import { useSession } from "../access/session.ts";
import { Title } from "../access/Title.tsx";
import { moment } from "../access/time.ts";
import { save } from "../reading/save.ts";
import type { KeptPromise } from "./PromiseStore.ts";
import { logOf } from "./promise.ts";
import { promiseStore } from "./promises.ts";
import { words } from "./words.ts";

/** What this browser holds of the log's word, and a file of it for whoever checks. */
export function PromisesPage() {
  const { promiseWitness } = useSession();
  const kept = useQuery({
    queryKey: ["promises"],
    queryFn: async () => perLog(await promiseStore().all()),
    gcTime: 0,
    staleTime: 0,
  });
  return (
    <section>
      <Title>{words.title}</Title>
      <p>{words.what}</p>
      <p>{words.why}</p>
      <p>{promiseWitness === null ? words.notHandedOver : words.handedOver(new URL(promiseWitness).host)}</p>
      {kept.isPending && <p className="faint loading">{words.loading}</p>}
      {kept.isError && <p>{words.unreadable}</p>}
      {kept.isSuccess && kept.data.size === 0 && <p>{words.none}</p>}
      {kept.isSuccess && kept.data.size > 0 && <Logs kept={kept.data} />}
    </section>
  );
}

function Logs({ kept }: { kept: ReadonlyMap<string, readonly KeptPromise[]> }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.log}</th>
          <th scope="col">{words.count}</th>
          <th scope="col">{words.atWitness}</th>
          <th scope="col">{words.newest}</th>
          <th scope="col">{words.save}</th>
        </tr>
      </thead>
      <tbody>
        {[...kept].map(([log, promises]) => (
          <tr key={log}>
            <td>{log}</td>
            <td>{promises.length}</td>
            <td>{promises.filter((one) => one.handed).length}</td>
            <td>{moment(new Date(promises.at(-1)?.at ?? 0).toISOString())}</td>
            <td>
              <Button aria-label={words.saveOf(log)} onPress={() => saveLines(log, promises)}>
                {words.save}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function perLog(all: readonly KeptPromise[]): ReadonlyMap<string, readonly KeptPromise[]> {
  const logs = new Map<string, KeptPromise[]>();
  for (const one of all) {
    const log = logOf(one.line) ?? "";
    logs.set(log, [...(logs.get(log) ?? []), one]);
  }
  return logs;
}

/** One file for each log, as `visor-audit promises` takes it. */
function saveLines(log: string, promises: readonly KeptPromise[]) {
  const text = promises.map((one) => `${one.line}\n`).join("");
  save(new Blob([text], { type: "text/plain" }), `promises-${log.split("/").at(-1)}.txt`);
}
