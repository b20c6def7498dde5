import { Button } from "./Button.tsx";
import { asProblem } from "./problem.ts";
import { sentenceOf } from "./problemWords.ts";
import { signIn } from "./session.ts";
import { words } from "./words.ts";

/** One sentence about what went wrong, and the one thing that helps. */
export function ProblemNotice({ error, retry }: { error: unknown; retry?: () => void }) {
  const problem = asProblem(error);
  const sentence = sentenceOf(problem);
  return (
    <div className={problem.wantsStepUp ? "notice ask" : "notice bad"} role="alert">
      {problem.wantsSignIn ? <p>{words.signInAgain}</p> : <p lang={sentence.lang}>{sentence.text}</p>}
      {problem.requestId !== null && !problem.wantsStepUp && (
        <p className="faint">
          {words.requestId} <code>{problem.requestId}</code>
        </p>
      )}
      {problem.wantsStepUp && (
        <Button className="primary" onPress={() => signIn(2)}>
          {words.stepUp}
        </Button>
      )}
      {problem.wantsSignIn && (
        <Button className="primary" onPress={() => signIn()}>
          {words.signIn}
        </Button>
      )}
      {retry !== undefined && !problem.wantsStepUp && !problem.wantsSignIn && (
        <Button onPress={retry}>{words.retry}</Button>
      )}
    </div>
  );
}
