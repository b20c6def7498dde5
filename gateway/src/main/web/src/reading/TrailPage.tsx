import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Field } from "../access/Field.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Title } from "../access/Title.tsx";
import { moment } from "../access/time.ts";
import { type TrailRecord, whoSaw } from "./api.ts";
import { ProofPanel } from "./ProofPanel.tsx";
import { ReportButton } from "./ReportButton.tsx";
import { words } from "./words.ts";

/** As many as the gateway gives at once. */
const PAGE = 200;

/** The compliance officer's question. */
export function TrailPage() {
  const [pseudonym, setPseudonym] = useState("");
  const [asked, setAsked] = useState("");
  const [records, setRecords] = useState<readonly TrailRecord[]>([]);
  const [proving, setProving] = useState<TrailRecord | null>(null);
  const ask = useMutation({
    mutationFn: ({ who, after }: { who: string; after: number }) => whoSaw(who, after),
    onSuccess: (found, { who, after }) => {
      setAsked(who);
      setRecords(after === 0 ? found : [...records, ...found]);
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setProving(null);
    setRecords([]);
    ask.mutate({ who: pseudonym.trim(), after: 0 });
  }

  const last = records.at(-1);
  return (
    <>
      <Title>{words.title}</Title>
      <p className="faint">{words.help}</p>
      <form className="inline" onSubmit={submit}>
        <Field label={words.pseudonym} value={pseudonym} onChange={setPseudonym} required />
        <Button type="submit" className="primary" isDisabled={ask.isPending}>
          {words.ask}
        </Button>
      </form>
      {ask.isError && <ProblemNotice error={ask.error} />}
      {proving !== null && <ProofPanel key={proving.id} record={proving} onClose={() => setProving(null)} />}
      {ask.isSuccess && (
        <p role="status" className="lead">
          {records.length === 0 ? words.none : words.found(records.length)}
        </p>
      )}
      {records.length > 0 && <ReportButton key={asked} pseudonym={asked} />}
      {records.length > 0 && <Records asked={asked} records={records} onProve={setProving} />}
      {last !== undefined && records.length % PAGE === 0 && (
        <Button isDisabled={ask.isPending} onPress={() => ask.mutate({ who: asked, after: last.number })}>
          {words.more}
        </Button>
      )}
    </>
  );
}

function Records(props: {
  asked: string;
  records: readonly TrailRecord[];
  onProve: (record: TrailRecord) => void;
}) {
  // What became of an act stands in a record of its own, which names the act's.
  const outcomes = new Map(props.records.map((record) => [record.intent, record.outcome]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="wide" aria-label={words.caption(props.asked)} tabIndex={0}>
      <table>
        <caption>{words.caption(props.asked)}</caption>
        <thead>
          <tr>
            {Object.entries(words.columns).map(([key, column]) => (
              <th key={key} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.records.map((record) => (
            <tr key={record.id}>
              <td>
                <time dateTime={record.time}>{moment(record.time)}</time>
              </td>
              <td>{record.actor}</td>
              <td>{record.role}</td>
              <td>{record.purpose}</td>
              <td>{record.basis}</td>
              <td>
                {record.sentence}
                <br />
                <code className="faint">{record.action}</code>
              </td>
              <td>{record.outcome ?? outcomes.get(record.id) ?? "–"}</td>
              <td>
                {record.index === null ? (
                  <span className="faint">{words.pending}</span>
                ) : (
                  <Button
                    aria-label={words.proveLabel(record.sentence, moment(record.time))}
                    onPress={() => props.onProve(record)}
                  >
                    {words.prove}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
