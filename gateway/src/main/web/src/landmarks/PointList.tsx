import { memo, useState } from "react";
import type { EditorState } from "./editorState.ts";
import { editorWords } from "./editorWords.ts";
import type { FaceEditor } from "./FaceEditor.ts";
import type { Landmark } from "./points.ts";
import { words } from "./words.ts";

/** The same points as a list, for whoever reads rather than looks. It is drawn only while it is open. */
export function PointList(props: { editor: FaceEditor; state: EditorState; names: readonly string[] }) {
  const { editor, state, names } = props;
  const [open, setOpen] = useState(false);
  return (
    <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{editorWords.pointList}</summary>
      {open && (
        <ol className="points" start={0}>
          {state.points.map((point, i) => (
            <Item
              key={names[i]}
              name={names[i] ?? ""}
              point={point}
              selected={i === state.selected}
              index={i}
              editor={editor}
            />
          ))}
        </ol>
      )}
    </details>
  );
}

const Item = memo(function Item(props: {
  name: string;
  point: Landmark;
  selected: boolean;
  index: number;
  editor: FaceEditor;
}) {
  const { name, point, selected, index, editor } = props;
  const { place, state, provenance } = point;
  const where =
    place === null || state === "not-labelled" ? "–" : `${place.x.toFixed(1)}, ${place.y.toFixed(1)}`;
  return (
    <li>
      <button type="button" aria-current={selected} onClick={() => editor.select(index)}>
        <strong>{name}</strong> {where} · {words.states[state]}
        {provenance !== null && ` · ${words.provenances[provenance]}`}
      </button>
    </li>
  );
});
