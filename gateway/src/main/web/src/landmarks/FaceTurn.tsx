import { useMutation } from "@tanstack/react-query";
import { Later } from "../access/Later.tsx";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { asProblem } from "../access/problem.ts";
import { type Concern, giveBack, recuse, report, type SkipReason, skip, type Task } from "./api.ts";
import { CONSENT_ENDED, FaceWork } from "./FaceWork.tsx";
import type { HandedIn } from "./kept/FaceVersions.ts";
import type { Verdict } from "./remarks.ts";

const budgetNotice = async () => (await import("./BudgetNotice.tsx")).BudgetNotice;
const handoverNotice = async () => (await import("./HandoverNotice.tsx")).HandoverNotice;
const breakNotice = async () => (await import("./comfort/BreakNotice.tsx")).BreakNotice;

/** What the work on a face came to. */
export type Outcome =
  | { readonly kind: "saved"; readonly task: Task; readonly handed: HandedIn }
  | { readonly kind: "skipped"; readonly reason: SkipReason }
  | { readonly kind: "looked-at"; readonly verdict: Verdict }
  | { readonly kind: "consent-ended" }
  | { readonly kind: "given-back" | "reported" | "recused" };

/** One person's turn with one face, and how it ends. */
export function FaceTurn({ task, over }: { task: Task; over: (outcome: Outcome) => void }) {
  const save = useMutation({
    mutationFn: (handIn: () => Promise<HandedIn>) => handIn(),
    onSuccess: (handed) => over({ kind: "saved", task, handed }),
  });
  const leave = useMutation({
    mutationFn: (note: string | null) => giveBack(task, note),
    onSuccess: () => over({ kind: "given-back" }),
  });
  const pass = useMutation({
    mutationFn: (reason: SkipReason) => skip(task, reason),
    onSuccess: (_, reason) => over({ kind: "skipped", reason }),
  });
  const warn = useMutation({
    mutationFn: (concern: Concern) => report(task, concern),
    onSuccess: () => over({ kind: "reported" }),
  });
  const known = useMutation({ mutationFn: () => recuse(task), onSuccess: () => over({ kind: "recused" }) });
  const look = useMutation({
    mutationFn: async (verdict: Verdict) => (await import("./remarks.ts")).judge(task, verdict),
    onSuccess: (_, verdict) => over({ kind: "looked-at", verdict }),
  });
  /** Whether it came to an end; what went wrong stands on the page. */
  async function succeeds(ending: Promise<unknown>): Promise<boolean> {
    try {
      await ending;
      return true;
    } catch (thrown) {
      const gone = asProblem(thrown).reason === CONSENT_ENDED;
      if (gone) {
        over({ kind: "consent-ended" });
      }
      return gone;
    }
  }

  const all = [save, leave, pass, warn, known, look];
  return (
    <>
      {task.budget !== null && <Later load={budgetNotice} props={{ budget: task.budget }} />}
      <Later load={breakNotice} props={{}} />
      {task.noted && <Later load={handoverNotice} props={{ task }} />}
      <FaceWork
        task={task}
        busy={all.some(({ isPending }) => isPending)}
        endings={{
          onSubmit: (handIn) => succeeds(save.mutateAsync(handIn)),
          asksDespite: save.isError && asProblem(save.error).reason === "geometry-findings",
          onGiveBack: (note) => succeeds(leave.mutateAsync(note)),
          onSkip: (reason) => succeeds(pass.mutateAsync(reason)),
          onReport: (concern) => succeeds(warn.mutateAsync(concern)),
          onRecuse: () => succeeds(known.mutateAsync()),
          onConsentEnded: () => over({ kind: "consent-ended" }),
          onVerdict: (verdict) => succeeds(look.mutateAsync(verdict)),
        }}
      />
      {save.isError && <ProblemNotice error={save.error} />}
      {leave.isError && <ProblemNotice error={leave.error} />}
      {pass.isError && <ProblemNotice error={pass.error} />}
      {warn.isError && <ProblemNotice error={warn.error} />}
      {look.isError && <ProblemNotice error={look.error} />}
      {known.isError && <ProblemNotice error={known.error} />}
    </>
  );
}
