import { Button } from "react-aria-components/Button";
import type { Mistake } from "./mistakes.ts";
import type { Span } from "./parseJson.ts";
import { spotOf } from "./places.ts";
import { schemaWords as words } from "./schemaWords.ts";

/** As many as somebody mends before looking again. */
const SHOWN = 50;

/** Every mistake with its line around it; each leads to its place in the text. */
export function MistakeList(props: { text: string; mistakes: readonly Mistake[]; goTo: (at: Span) => void }) {
  const { text, mistakes } = props;
  const left = mistakes.length - SHOWN;
  return (
    <>
      <p role="status">{words.mistakes(mistakes.length)}</p>
      {mistakes.length > 0 && (
        <ol className="mistakes">
          {mistakes.slice(0, SHOWN).map(({ at, sentence }) => {
            const { line, column, before, marked, after } = spotOf(text, at);
            return (
              <li key={`${at.from} ${sentence}`}>
                <Button className="quiet" onPress={() => props.goTo(at)}>
                  {words.line(line, column)}
                </Button>{" "}
                <code>
                  {before}
                  <mark>{marked}</mark>
                  {after}
                </code>
                <p>{sentence}</p>
              </li>
            );
          })}
        </ol>
      )}
      {left > 0 && <p className="faint">{words.more(left)}</p>}
    </>
  );
}
