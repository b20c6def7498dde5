import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { fetchWaiting } from "./approvals.ts";
import { approvalWords as words } from "./approvalWords.ts";

const AGAIN = 60_000;

/** Says that requests of others wait for this person's answer, while any do. */
export function WaitingNotice() {
  const waiting = useQuery({
    queryKey: ["approvals-waiting"],
    queryFn: fetchWaiting,
    refetchInterval: AGAIN,
    retry: false,
  }).data;
  return waiting === undefined || waiting === 0 ? null : (
    <p className="notice ask" role="status">
      <Link to="/app/approvals">{words.waiting(waiting)}</Link>
    </p>
  );
}
