import { type RefObject, useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "../access/Button.tsx";
import type { Task } from "./api.ts";
import type { FaceEditor } from "./FaceEditor.ts";
import { type Finding, fetchFindings, nextFound } from "./findings.ts";
import { findingWords } from "./findingWords.ts";

/** How long somebody pauses before the points are looked at: each look is recorded. */
const PAUSE_MS = 2500;

/** How many points of a finding have a button of their own. */
const SHOWN = 6;

/** What looks wrong about the points as they stand, after a pause in the work; a key on the picture goes to the next point of it. */
export function FindingsPanel(props: {
  editor: FaceEditor;
  task: Task;
  /** Filled with what the key on the picture does. */
  opener: RefObject<(() => void) | null>;
  busy: boolean;
  onDespite: (() => void) | null;
}) {
  const { editor, task, onDespite } = props;
  const subscribe = useCallback((listener: () => void) => editor.subscribe(listener), [editor]);
  const points = useSyncExternalStore(subscribe, () => editor.state.points);
  const [findings, setFindings] = useState<readonly Finding[] | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const ended = new AbortController();
    const pause = setTimeout(() => {
      fetchFindings(task, points, ended.signal)
        .then((found) => {
          setFindings(found);
          setFailed(false);
        })
        .catch(() => {
          if (!ended.signal.aborted) {
            setFindings(null);
            setFailed(true);
          }
        });
    }, PAUSE_MS);
    return () => {
      clearTimeout(pause);
      ended.abort();
    };
  }, [task, points]);

  const goOn = useCallback(() => {
    const next = nextFound(findings ?? [], editor.state.selected);
    if (next >= 0) {
      editor.select(next);
    }
  }, [editor, findings]);

  props.opener.current = goOn;

  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{findingWords.title}</h2>
      <p role="status" className="faint">
        {failed
          ? findingWords.unable
          : findings === null
            ? findingWords.looking
            : findings.length === 0 && findingWords.none}
      </p>
      {findings !== null && findings.length > 0 && (
        <>
          <ul>
            {findings.map((finding) => (
              <li key={`${finding.kind} ${finding.points.join(" ")}`}>
                <FindingText
                  finding={finding}
                  names={task.schema.points}
                  onSelect={(at) => editor.select(at)}
                />
              </li>
            ))}
          </ul>
          <Button onPress={goOn}>{findingWords.next}</Button>
        </>
      )}
      {onDespite !== null && (
        <Button isDisabled={props.busy} onPress={onDespite}>
          {findingWords.despite}
        </Button>
      )}
    </section>
  );
}

function FindingText(props: {
  finding: Finding;
  names: readonly string[];
  onSelect: (point: number) => void;
}) {
  const { finding, names, onSelect } = props;
  const left = finding.points.length - SHOWN;
  return (
    <>
      <p className={finding.severity === "error" ? "notice bad" : "notice ask"}>
        <strong>{findingWords.severities[finding.severity]}:</strong> {/* The gateway speaks English. */}
        <span lang="en">{finding.sentence}</span>
      </p>
      <div className="actions">
        {finding.points.slice(0, SHOWN).map((point) => (
          <Button key={point} onPress={() => onSelect(point)}>
            {names[point]}
          </Button>
        ))}
        {left > 0 && <span className="faint">{findingWords.more(left)}</span>}
      </div>
    </>
  );
}
