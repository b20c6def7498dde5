import { useCallback, useSyncExternalStore } from "react";
import { Button } from "../../access/Button.tsx";
import { ProblemNotice } from "../../access/ProblemNotice.tsx";
import { signIn } from "../../access/session.ts";
import { editorWords } from "../editorWords.ts";
import { StaleNotice } from "./StaleNotice.tsx";
import type { Work } from "./work.ts";

/** How saving stands: what happened, what is safe, what to do. */
export function SaveNotice({ work }: { work: Work }) {
  const subscribe = useCallback((listener: () => void) => work.subscribe(listener), [work]);
  const { kind, unsent, error } = useSyncExternalStore(subscribe, () => work.saves.state);
  const calm = kind === "saved" || kind === "pending" || kind === "sending";
  return (
    <div className={calm ? "saving" : "notice ask"}>
      <p role="status" className={calm ? "faint" : ""}>
        {editorWords.saving[kind](unsent)}
      </p>
      {kind === "stale" && <StaleNotice work={work} />}
      {kind === "refused" && <ProblemNotice error={error} />}
      {kind === "signed-out" && (
        <Button className="primary" onPress={() => signIn()}>
          {editorWords.signIn}
        </Button>
      )}
      {(kind === "waiting" || kind === "signed-out") && (
        <Button onPress={() => work.saves.again()}>{editorWords.tryNow}</Button>
      )}
    </div>
  );
}
