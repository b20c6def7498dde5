import { useEffect, useReducer } from "react";
import { Button } from "../access/Button.tsx";
import { LOCALE } from "../access/language.ts";
import { type HandIn, handIns } from "./handIns.ts";
import { words } from "./words.ts";

const LOOK_MS = 5_000;
const TIME = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit" });

/** What this person handed in during the last minutes, each to be taken back. */
export function HandInList({ busy, takeBack }: { busy: boolean; takeBack: (handIn: HandIn) => void }) {
  const [, look] = useReducer((looks: number) => looks + 1, 0);
  useEffect(() => {
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  const all = handIns(sessionStorage, Date.now());
  if (all.length === 0) {
    return null;
  }
  return (
    <section className="handins" aria-labelledby="handins">
      <h2 id="handins">{words.handIns}</h2>
      <p className="faint">{words.handInsHelp}</p>
      <ul>
        {all.map((handIn) => (
          <li key={handIn.task}>
            {words.handIn(TIME.format(handIn.at))}{" "}
            <Button isDisabled={busy} onPress={() => takeBack(handIn)}>
              {words.takeBack}
              <span className="unseen"> {words.takeBackOf(TIME.format(handIn.at))}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
