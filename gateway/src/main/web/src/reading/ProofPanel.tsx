import { useQuery } from "@tanstack/react-query";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { fetchProof, type TrailRecord } from "./api.ts";
import { checkProof } from "./proof.ts";
import { words } from "./words.ts";

/** The proof of one record, checked here and now by the browser itself. */
export function ProofPanel({ record }: { record: TrailRecord }) {
  const checked = useQuery({
    queryKey: ["proof", record.id],
    queryFn: async () => {
      const proof = await fetchProof(record.id);
      return { proof, verdict: await checkProof(record.id, proof) };
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });

  return (
    <section className="sheet proof" aria-labelledby="proof">
      <h2 id="proof">{words.proofTitle(record.index ?? 0)}</h2>
      {checked.isPending && <p role="status">{words.checking}</p>}
      {checked.isError && <ProblemNotice error={checked.error} retry={() => void checked.refetch()} />}
      {checked.data !== undefined && (
        <>
          <p
            role="status"
            className={checked.data.verdict.passed ? "verdict badge good" : "verdict badge bad"}
          >
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
            <dt>{words.path}</dt>
            <dd>
              <details>
                <summary>{words.pathOf(checked.data.proof.path.length)}</summary>
                <ol className="steps">
                  {checked.data.proof.path.map((hash) => (
                    <li key={hash}>
                      <code>{hash}</code>
                    </li>
                  ))}
                </ol>
                <p className="faint">{words.pathHelp}</p>
              </details>
            </dd>
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
    </section>
  );
}
