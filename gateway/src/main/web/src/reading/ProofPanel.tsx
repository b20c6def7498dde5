import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { fetchProof, type TrailRecord } from "./api.ts";
import { checkProof } from "./proof.ts";
import { words } from "./words.ts";

/** The proof of one record, checked here and now by the browser itself. */
export function ProofPanel({ record, onClose }: { record: TrailRecord; onClose: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const checked = useQuery({
    queryKey: ["proof", record.id],
    queryFn: async () => {
      const proof = await fetchProof(record.id);
      return { proof, verdict: await checkProof(record.id, proof) };
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => heading.current?.focus(), []);

  return (
    <section className="sheet proof" aria-labelledby="proof">
      <h2 id="proof" ref={heading} tabIndex={-1}>
        {words.proofTitle(record.index ?? 0)}
      </h2>
      {checked.isPending && <p role="status">{words.checking}</p>}
      {checked.isError && <ProblemNotice error={checked.error} retry={() => void checked.refetch()} />}
      {checked.data !== undefined && (
        <>
          <p role="status" className={checked.data.verdict.passed ? "verdict good" : "verdict bad"}>
            {checked.data.verdict.passed ? words.proven : words.refuted}
          </p>
          <ol className="steps">
            {checked.data.verdict.steps.map((step) => (
              <li key={step.name} className={step.passed ? "good" : "bad"}>
                <strong>{step.passed ? words.passed : words.failed}</strong> {words.steps[step.name]}
              </li>
            ))}
          </ol>
          <dl className="facts">
            <dt>{words.log}</dt>
            <dd>
              <code>{checked.data.verdict.origin}</code>
            </dd>
            <dt>{words.size}</dt>
            <dd>{checked.data.verdict.size}</dd>
            <dt>{words.keys}</dt>
            <dd>
              {checked.data.proof.verifierKeys.map((key) => (
                <code key={key} className="key">
                  {key.length > 120 ? `${key.slice(0, 96)}…` : key}
                </code>
              ))}
              <p className="faint">{words.keysHelp}</p>
            </dd>
          </dl>
        </>
      )}
      <Button onPress={onClose}>{words.close}</Button>
    </section>
  );
}
