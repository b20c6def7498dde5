import { useQuery } from "@tanstack/react-query";
import { Columns } from "../access/Columns.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { utcMoment } from "../access/time.ts";
import { HolderKeys } from "./HolderKeys.tsx";
import { type Backup, days, fetchKeys, KEY, type Root, underWay } from "./keys.ts";
import { keyWords as words } from "./keyWords.ts";

const AGAIN = 5_000;

/** How the keys of the whole installation stand, for the operator's administrators. */
export function KeysPage() {
  const asked = useQuery({
    queryKey: KEY,
    queryFn: fetchKeys,
    gcTime: 0,
    refetchInterval: (query) =>
      query.state.data !== undefined && underWay(query.state.data) ? AGAIN : false,
  });
  const keys = asked.data;
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      {asked.isPending && <p role="status">{words.loading}</p>}
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {keys !== undefined && (
        <>
          <section aria-labelledby="roots">
            <h2 id="roots">{words.roots}</h2>
            <p>{words.custodian[keys.custodian] ?? keys.custodian}</p>
            <RootTable roots={keys.roots} />
          </section>
          <section aria-labelledby="backup">
            <h2 id="backup">{words.backup}</h2>
            <BackupStanding backup={keys.backup} />
          </section>
          {keys.holders.map((holder) => (
            <HolderKeys key={holder.tenant ?? ""} holder={holder} />
          ))}
        </>
      )}
    </>
  );
}

function RootTable({ roots }: { roots: readonly Root[] }) {
  const now = new Date();
  return (
    <table>
      <Columns of={words.rootColumns} />
      <tbody>
        {roots.map((root) => (
          <tr key={root.domain}>
            <th scope="row">{root.domain}</th>
            <td>{root.number}</td>
            <td>
              <time dateTime={root.since}>{words.days(days(root.since, now))}</time>
            </td>
            <td>{root.here ? words.here : words.elsewhere}</td>
            <td>{root.drilled === null ? words.notDrilled : words.drilled(utcMoment(root.drilled))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BackupStanding({ backup }: { backup: Backup }) {
  if (!backup.files) {
    return <p>{words.tokens}</p>;
  }
  if (backup.recipients === 0) {
    return <p className="notice ask">{words.noBackup}</p>;
  }
  return (
    <>
      <p>
        {backup.written === null
          ? words.backupMissing(backup.recipients)
          : words.backupAt(utcMoment(backup.written), backup.recipients)}
      </p>
      {backup.due && <p className="notice ask">{words.backupDue}</p>}
    </>
  );
}
