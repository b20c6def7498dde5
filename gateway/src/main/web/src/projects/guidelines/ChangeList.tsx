import { useQuery } from "@tanstack/react-query";
import { ProblemNotice } from "../../access/ProblemNotice.tsx";
import { guidelineQuery } from "./guidelines.ts";
import { guidelineWords as words } from "./guidelineWords.ts";
import { lineDiff } from "./lineDiff.ts";

/** The lines by which a text differs from a version before it. */
export function ChangeList({ project, from, text }: { project: string; from: number; text: string }) {
  const before = useQuery(guidelineQuery(project, from));
  const lines = before.data === undefined ? [] : lineDiff(before.data.text, text);
  const differs = lines.some(({ kind }) => kind !== "same");
  return (
    <details>
      <summary>{words.changesFrom(from)}</summary>
      {before.isError && <ProblemNotice error={before.error} retry={() => void before.refetch()} />}
      {before.isSuccess && !differs && <p>{words.same}</p>}
      {differs && (
        <ol className="changes">
          {lines.map(({ kind, text: line }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two versions never change
            <li key={index} className={kind}>
              {kind !== "same" && <span className="unseen">{kind === "gone" ? words.gone : words.come}</span>}
              {line}
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}
