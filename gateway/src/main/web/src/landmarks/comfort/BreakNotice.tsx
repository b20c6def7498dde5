import { useEffect, useState } from "react";
import { Button } from "../../access/Button.tsx";
import { editorWords } from "../editorWords.ts";
import { WorkClock, wantsBreaks } from "./breaks.ts";

/** One for the whole visit: the next face does not begin a new working day. */
const clock = new WorkClock();
const LOOK_MS = 20_000;

/** Suggests a break; whoever goes on is asked again later. */
export function BreakNotice() {
  const [minutes, setMinutes] = useState(0);
  useEffect(() => {
    const active = () => clock.active(Date.now());
    const look = () => setMinutes(clock.due(Date.now()) ? clock.minutes(Date.now()) : 0);
    active();
    window.addEventListener("keydown", active);
    window.addEventListener("pointerdown", active);
    const timer = setInterval(look, LOOK_MS);
    return () => {
      window.removeEventListener("keydown", active);
      window.removeEventListener("pointerdown", active);
      clearInterval(timer);
    };
  }, []);
  return (
    <div role="status">
      {minutes > 0 && wantsBreaks(localStorage) && (
        <div className="notice">
          <p>{editorWords.breakDue(minutes)}</p>
          <Button
            onPress={() => {
              clock.reset(Date.now());
              setMinutes(0);
            }}
          >
            {editorWords.breakLater}
          </Button>
        </div>
      )}
    </div>
  );
}
