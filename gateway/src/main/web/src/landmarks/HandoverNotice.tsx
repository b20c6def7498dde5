import { useQuery } from "@tanstack/react-query";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { moment } from "../access/time.ts";
import type { Task } from "./api.ts";
import { fetchNote, noteKey } from "./handover.ts";
import { handoverWords as words } from "./handoverWords.ts";

/** What whoever gave the face back wanted the next one to know. Reading it is recorded, so it is fetched once. */
export function HandoverNotice({ task }: { task: Task }) {
  const asked = useQuery({
    queryKey: noteKey(task),
    queryFn: () => fetchNote(task),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (asked.isError) {
    return <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />;
  }
  const note = asked.data ?? null;
  return (
    note !== null && (
      <section className="notice ask" aria-label={words.left(moment(note.left))}>
        <p>
          <strong>{words.left(moment(note.left))}</strong>
        </p>
        <p>{note.text}</p>
        {task.turn === "place" && <p className="faint">{words.begun}</p>}
      </section>
    )
  );
}
