import { useEffect, useState } from "react";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { recordNumber, type Task } from "./api.ts";
import type { HandedIn } from "./kept/FaceVersions.ts";
import { words } from "./words.ts";

/** That a face was handed in, and the number of its record once it has one. */
export function SavedNotice({ task, handed }: { task: Task; handed: HandedIn }) {
  const { record } = handed.saved;
  const [number, setNumber] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const ended = new AbortController();
    recordNumber(task, record, ended.signal)
      .then((found) => {
        if (!ended.signal.aborted) {
          setNumber(found);
        }
      })
      .catch((thrown: unknown) => {
        if (!ended.signal.aborted) {
          setError(thrown);
        }
      });
    return () => ended.abort();
  }, [task, record]);
  return (
    <>
      <p role="status" className="notice good saved">
        {number === null ? words.savedUnnumbered : words.saved(number)}
      </p>
      {handed.earlier && <p className="notice ask">{words.savedEarlier}</p>}
      {error !== null && <ProblemNotice error={error} />}
    </>
  );
}
