import { type KeyboardEvent, useState } from "react";
import { Button } from "react-aria-components/Button";
import { keepKeys, keptKeys, type Remapped, refusalOf, remap } from "./bindings.ts";
import { type Chord, chordOf } from "./chord.ts";
import type { CommandId } from "./commands.ts";
import { KeyTable } from "./KeyTable.tsx";
import { keyName, keyWords, refusalWords } from "./keyWords.ts";

/** Gives commands other keys, for this browser. */
export function KeySettings() {
  const [remapped, setRemapped] = useState<Remapped>(() => keptKeys(localStorage));
  const [asked, setAsked] = useState<CommandId | null>(null);
  const [said, setSaid] = useState("");

  function keep(next: Remapped) {
    keepKeys(localStorage, next);
    setRemapped(next);
  }

  function choose(id: CommandId, chord: Chord) {
    const { [id]: _, ...others } = remapped;
    const refusal = refusalOf(others, id, chord);
    if (refusal !== null) {
      setSaid(refusalWords(refusal));
      return;
    }
    keep(remap(remapped, id, chord));
    setSaid(keyWords.changed(keyWords.commands[id], keyName(chord)));
    setAsked(null);
  }

  return (
    <>
      <p>{keyWords.help}</p>
      <p role="status">{said}</p>
      <KeyTable
        remapped={remapped}
        more={(id) => (
          <div className="actions">
            {asked === id ? (
              <Listening id={id} onChord={(chord) => choose(id, chord)} onLeave={() => setAsked(null)} />
            ) : (
              <Button
                className="quiet"
                aria-label={keyWords.change(keyWords.commands[id])}
                onPress={() => {
                  setSaid(keyWords.press(keyWords.commands[id]));
                  setAsked(id);
                }}
              >
                {keyWords.key} …
              </Button>
            )}
            {remapped[id] !== undefined && (
              <Button
                className="quiet"
                aria-label={keyWords.ownFor(keyWords.commands[id])}
                onPress={() => keep(remap(remapped, id, null))}
              >
                {keyWords.own}
              </Button>
            )}
          </div>
        )}
      />
      <Button isDisabled={Object.keys(remapped).length === 0} onPress={() => keep({})}>
        {keyWords.all}
      </Button>
    </>
  );
}

/** Takes the next key. Escape and Tab leave, as everywhere. */
function Listening(props: { id: CommandId; onChord: (chord: Chord) => void; onLeave: () => void }) {
  function pressed(event: KeyboardEvent) {
    const chord = chordOf(event);
    if (event.key === "Escape") {
      props.onLeave();
    } else if (chord !== null && event.key !== "Tab") {
      event.preventDefault();
      props.onChord(chord);
    }
  }
  return (
    <button
      type="button"
      className="listening"
      ref={(element) => element?.focus()}
      onKeyDown={pressed}
      onBlur={props.onLeave}
    >
      {keyWords.press(keyWords.commands[props.id])}
    </button>
  );
}
