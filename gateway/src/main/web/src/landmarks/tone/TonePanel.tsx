import { memo, useId } from "react";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { Button } from "../../access/Button.tsx";
import { LOCALE } from "../../access/language.ts";
import { type EditorState, nothingButPoints } from "../editorState.ts";
import { editorWords } from "../editorWords.ts";
import type { FaceEditor } from "../FaceEditor.ts";
import { isPlain, LIMITS, PLAIN, type Tone } from "./tone.ts";

const SETTINGS = Object.keys(LIMITS) as ReadonlyArray<keyof Tone>;
const NUMBER = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** How the picture is shown. Whoever looks at an altered picture is told so. */
export const TonePanel = memo(function TonePanel({
  editor,
  state,
}: {
  editor: FaceEditor;
  state: EditorState;
}) {
  const plain = isPlain(state.tone);
  return (
    <>
      <p role="status" className={plain || state.asSent ? "" : "notice ask"}>
        {plain || state.asSent ? "" : editorWords.tonesOn}
      </p>
      <details className="fold">
        <summary>{editorWords.picture}</summary>
        {SETTINGS.map((setting) => (
          <Slider key={setting} setting={setting} editor={editor} tone={state.tone} />
        ))}
        <div className="actions">
          <ToggleButton
            className="toggle"
            isDisabled={plain}
            isSelected={state.asSent}
            onChange={() => editor.toggle("asSent")}
          >
            {editorWords.asSent}
          </ToggleButton>
          <Button isDisabled={plain} onPress={() => editor.setTone(PLAIN)}>
            {editorWords.plain}
          </Button>
        </div>
      </details>
    </>
  );
}, nothingButPoints);

function Slider({ setting, editor, tone }: { setting: keyof Tone; editor: FaceEditor; tone: Tone }) {
  const id = useId();
  const { min, max, step } = LIMITS[setting];
  return (
    <div className="slider">
      <label htmlFor={id}>{editorWords.tones[setting]}</label>
      <output htmlFor={id}>{NUMBER.format(tone[setting])}</output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={tone[setting]}
        onChange={(event) => editor.setTone({ ...tone, [setting]: event.currentTarget.valueAsNumber })}
      />
    </div>
  );
}
