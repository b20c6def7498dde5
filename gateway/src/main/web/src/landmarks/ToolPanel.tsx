import { memo, type ReactNode } from "react";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { Button } from "../access/Button.tsx";
import { type EditorState, type Mode, nothingButPoints, type Switch } from "./editorState.ts";
import { editorWords } from "./editorWords.ts";
import type { FaceEditor } from "./FaceEditor.ts";
import type { CommandId } from "./keys/commands.ts";
import { KeyHint } from "./keys/KeyHint.tsx";
import { FEWEST_ANCHORS } from "./shape/meanShape.ts";

const MODES: readonly Mode[] = ["points", "group", "shape"];

/** Everything that the keys switch, for the mouse and for whoever does not know the keys yet. */
export const ToolPanel = memo(function ToolPanel(props: {
  editor: FaceEditor;
  state: EditorState;
  names: readonly string[];
}) {
  const { editor, state, names } = props;
  return (
    <>
      {/* Outside of what can be folded away: a mode that is on is said, whoever switched it on by a key. */}
      <Progress editor={editor} state={state} names={names} />
      <p role="status">{state.flipped ? editorWords.flippedHelp : ""}</p>
      <details className="fold">
        <summary>{editorWords.tools}</summary>
        <div className="actions">
          <Toggle command="placing" on={state.placing} flip={() => editor.placing.toggle()}>
            {editorWords.placing}
          </Toggle>
          <Toggle
            command="mean-shape"
            on={state.fitting !== null}
            flip={() => (state.fitting === null ? editor.placing.fit() : editor.stop())}
          >
            {editorWords.meanShape}
          </Toggle>
        </div>
        <RadioGroup
          className="states"
          value={state.mode}
          onChange={(mode) => editor.shape.setMode(mode as Mode)}
        >
          <Label>{editorWords.moves}</Label>
          {MODES.map((mode) => (
            <Radio key={mode} value={mode} className="radio">
              {editorWords.modes[mode]}
              {mode !== "points" && <KeyHint command={mode === "group" ? "group-mode" : "shape-mode"} />}
            </Radio>
          ))}
        </RadioGroup>
        <div className="actions">
          <SwitchButton editor={editor} state={state} what="handles" command="handles" />
          <SwitchButton editor={editor} state={state} what="loupe" command="loupe" />
          <SwitchButton editor={editor} state={state} what="mirror" command="mirror" />
          <SwitchButton editor={editor} state={state} what="flipped" command="flip" />
        </div>
        {state.mirror && <p className="faint">{editorWords.mirrorHelp}</p>}
      </details>
    </>
  );
}, nothingButPoints);

/** What placing waits for; said while it goes on, also to a screen reader. */
function Progress({
  editor,
  state,
  names,
}: {
  editor: FaceEditor;
  state: EditorState;
  names: readonly string[];
}) {
  const { fitting, placing, selected, mode } = state;
  const name = names[selected] ?? "";
  const text =
    fitting !== null
      ? editorWords.fitting(name, fitting.done + 1, fitting.anchors.length)
      : placing
        ? editorWords.placingHelp(name)
        : mode !== "points"
          ? `${editorWords.moves}: ${editorWords.modes[mode]}`
          : "";
  return (
    <>
      <p role="status">{text}</p>
      {fitting !== null && fitting.done >= FEWEST_ANCHORS && (
        <Button onPress={() => editor.placing.fit()}>{editorWords.layNow}</Button>
      )}
    </>
  );
}

function SwitchButton(props: {
  editor: FaceEditor;
  state: EditorState;
  what: Switch & keyof typeof editorWords;
  command: CommandId;
}) {
  const { editor, state, what, command } = props;
  return (
    <Toggle command={command} on={state[what]} flip={() => editor.toggle(what)}>
      {editorWords[what]}
    </Toggle>
  );
}

function Toggle(props: { command: CommandId; on: boolean; flip: () => void; children: ReactNode }) {
  return (
    <ToggleButton className="toggle" isSelected={props.on} onChange={props.flip}>
      {props.children} <KeyHint command={props.command} />
    </ToggleButton>
  );
}
