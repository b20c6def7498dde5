import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Columns } from "../access/Columns.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { utcMoment } from "../access/time.ts";
import {
  askTurn,
  days,
  type Epoch,
  type Holder,
  KEY,
  progress,
  REASONS,
  type Reason,
  type Turn,
} from "./keys.ts";
import { keyWords as words } from "./keyWords.ts";

/** One tenant's epochs and their turns. */
export function HolderKeys({ holder }: { holder: Holder }) {
  const heading = useId();
  const whose = holder.tenant ?? words.operator;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{whose}</h2>
      {holder.epochs.length === 0 ? <p>{words.noEpochs}</p> : <EpochTable holder={holder} whose={whose} />}
      {holder.turns.length > 0 && <TurnTable turns={holder.turns} whose={whose} />}
    </section>
  );
}

function EpochTable({ holder, whose }: { holder: Holder; whose: string }) {
  const now = new Date();
  return (
    <table>
      <caption>{`${words.epochs}: ${whose}`}</caption>
      <Columns of={words.epochColumns} />
      <tbody>
        {holder.epochs.map((epoch) => (
          <tr key={epoch.domain}>
            <th scope="row">{epoch.domain}</th>
            <td>{epoch.number}</td>
            <td>
              <time dateTime={epoch.since}>{words.days(days(epoch.since, now))}</time>
            </td>
            <td>{epoch.kept}</td>
            <td>{epoch.living}</td>
            <td>
              <AskTurn tenant={holder.tenant} epoch={epoch} whose={whose} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Asked for twice: backups from before will not open for ever. */
function AskTurn({ tenant, epoch, whose }: { tenant: string | null; epoch: Epoch; whose: string }) {
  const [sure, setSure] = useState(false);
  const [reason, setReason] = useState<Reason>("age");
  const field = useId();
  const queries = useQueryClient();
  const asking = useMutation({
    mutationFn: () => askTurn(tenant, epoch.domain, reason),
    onSuccess: async () => {
      setSure(false);
      await queries.invalidateQueries({ queryKey: KEY });
    },
  });
  if (!sure) {
    return (
      <Button
        className="quiet"
        aria-label={words.turnNamed(epoch.domain, whose)}
        onPress={() => setSure(true)}
      >
        {words.turn}
      </Button>
    );
  }
  return (
    <>
      <p role="alert">{words.sure(epoch.domain, whose)}</p>
      <div className="field">
        <label htmlFor={field}>{words.why}</label>
        <select id={field} value={reason} onChange={(event) => setReason(event.target.value as Reason)}>
          {REASONS.map((one) => (
            <option key={one} value={one}>
              {words.reasons[one]}
            </option>
          ))}
        </select>
      </div>
      {asking.isError && <ProblemNotice error={asking.error} />}
      <div className="actions">
        <Button className="primary" isDisabled={asking.isPending} onPress={() => asking.mutate()}>
          {asking.isPending ? words.asking : words.yes}
        </Button>
        <Button className="quiet" onPress={() => setSure(false)}>
          {words.no}
        </Button>
      </div>
    </>
  );
}

function TurnTable({ turns, whose }: { turns: readonly Turn[]; whose: string }) {
  return (
    <table>
      <caption>{`${words.turns}: ${whose}`}</caption>
      <Columns of={words.turnColumns} />
      <tbody>
        {turns.map((turn) => {
          const { done, all } = progress(turn);
          return (
            <tr key={turn.id}>
              <th scope="row">{turn.domain}</th>
              <td>{words.reasons[turn.reason] ?? turn.reason}</td>
              <td>{words.states[turn.state] ?? turn.state}</td>
              <td>{words.of(done, all)}</td>
              <td>{turn.stuck === 0 ? turn.stuck : <strong>{turn.stuck}</strong>}</td>
              <td>
                {turn.destroyedAt === null
                  ? words.destroyBy(utcMoment(turn.destroyBy))
                  : words.destroyed(utcMoment(turn.destroyedAt))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
