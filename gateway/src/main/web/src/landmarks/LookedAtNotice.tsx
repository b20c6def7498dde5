import type { Verdict } from "./remarks.ts";
import { reviewWords } from "./reviewWords.ts";

/** What became of a face that was looked at again. */
export function LookedAtNotice({ verdict }: { verdict: Verdict }) {
  return (
    <p role="status" className="notice good">
      {reviewWords[verdict]}
    </p>
  );
}
