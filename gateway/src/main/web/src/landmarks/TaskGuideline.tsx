import { useQuery } from "@tanstack/react-query";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { BlockList } from "../projects/guidelines/BlockList.tsx";
import { guidelineWords as words } from "../projects/guidelines/guidelineWords.ts";
import type { Task } from "./api.ts";
import { fetchGuideline } from "./taskGuidelines.ts";

/** The guideline that a task is worked under. */
export function TaskGuideline({ task }: { task: Task }) {
  const asked = useQuery({
    queryKey: ["tasks", task.id, "guideline"],
    queryFn: () => fetchGuideline(task),
    gcTime: 0,
  });
  const { points: names, mean, contours } = task.schema;
  return (
    <>
      <h2>
        {words.title} · {words.version(task.guidelineVersion)}
      </h2>
      {asked.isError && <ProblemNotice error={asked.error} retry={() => void asked.refetch()} />}
      {asked.data?.length === 0 && <p>{words.empty}</p>}
      {asked.data !== undefined && <BlockList blocks={asked.data} shape={{ names, mean, contours }} />}
    </>
  );
}
