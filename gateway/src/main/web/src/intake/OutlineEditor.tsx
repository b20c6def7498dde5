import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { Picture, type PointerKind } from "../views/Picture.tsx";
import { imagePoint } from "../views/points.ts";
import { toStored, toUpright, uprightSize } from "../views/upright.ts";
import { drawOutline, type Reviewed, type ReviewedRow } from "./api.ts";
import { type Corners, changed, ellipse, moved, nearest, within } from "./outline.ts";
import { words } from "./words.ts";

const LONGEST = 760;

/** How far from a corner a press still takes it, CSS pixels. */
const REACH = 12;

/** One step of the arrow keys, in picture pixels, and of growing, as a factor. */
const STEP = 2;
const GROWTH = 1.04;

/**
 * The redaction officer draws around a face: an ellipse to begin with, whose corners are pulled into place with the mouse, or
 * which is moved and stretched as a whole with the keyboard.
 */
export function OutlineEditor(props: { picture: Reviewed; row: ReviewedRow; onDone: () => void }) {
  const { picture, row, onDone } = props;
  const queries = useQueryClient();
  const size = uprightSize(picture);
  const [corners, setCorners] = useState<Corners>(() => first(picture, row));
  const held = useRef(-1);
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.focus(), []);
  const send = useMutation({
    mutationFn: () =>
      drawOutline(
        picture.id,
        row.line,
        corners.map((corner) => toStored(picture, corner)),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["review"] });
      onDone();
    },
  });
  const overlay = useCallback(
    (context: CanvasRenderingContext2D, unit: number) => paint(context, unit, corners),
    [corners],
  );
  const change = (next: Corners) => setCorners(within(next, size.width, size.height));

  function pointer(kind: PointerKind, x: number, y: number, unit: number) {
    if (kind === "down") {
      held.current = nearest(corners, x, y, REACH * unit);
    } else if (kind === "up") {
      held.current = -1;
    } else if (held.current >= 0) {
      change(moved(corners, held.current, x, y));
    }
  }

  function press(event: KeyboardEvent) {
    const next = stepped(corners, event.key, event.shiftKey);
    if (next !== null) {
      event.preventDefault();
      change(next);
    }
  }

  return (
    <section className="outline" aria-label={words.outlineOf(row.line)}>
      <p className="faint" id={`help-${picture.id}`}>
        {words.outlineHelp}
      </p>
      <div
        ref={field}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys below act on the drawing
        tabIndex={0}
        aria-label={words.outlineField}
        aria-describedby={`help-${picture.id}`}
        onKeyDown={press}
      >
        <Picture
          path={`/api/v1/assets/${picture.id}/original`}
          raster="upright"
          label={words.original(picture.reference)}
          longest={LONGEST}
          overlay={overlay}
          pointer={pointer}
        />
      </div>
      <div className="actions">
        <Button className="primary" isDisabled={send.isPending} onPress={() => send.mutate()}>
          {words.outlineSave}
        </Button>
        <Button onPress={onDone}>{words.outlineCancel}</Button>
      </div>
      {send.isError && <ProblemNotice error={send.error} />}
    </section>
  );
}

/** Around the box that the row names, or around the middle of the picture. */
function first(picture: Reviewed, row: ReviewedRow): Corners {
  const size = uprightSize(picture);
  if (row.imageBox === null) {
    return ellipse(size.width * 0.35, size.height * 0.25, size.width * 0.3, size.height * 0.5);
  }
  const [x, y, width, height] = row.imageBox;
  const one = toUpright(picture, imagePoint(x, y));
  const other = toUpright(picture, imagePoint(x + width, y + height));
  const left = Math.min(one.x, other.x);
  const top = Math.min(one.y, other.y);
  return within(
    ellipse(left, top, Math.abs(one.x - other.x), Math.abs(one.y - other.y)),
    size.width,
    size.height,
  );
}

/** What a key makes of the outline; null for a key that means nothing here. */
function stepped(corners: Corners, key: string, stretch: boolean): Corners | null {
  switch (key) {
    case "ArrowLeft":
      return stretch ? changed(corners, 0, 0, 1 / GROWTH, 1) : changed(corners, -STEP, 0, 1, 1);
    case "ArrowRight":
      return stretch ? changed(corners, 0, 0, GROWTH, 1) : changed(corners, STEP, 0, 1, 1);
    case "ArrowUp":
      return stretch ? changed(corners, 0, 0, 1, GROWTH) : changed(corners, 0, -STEP, 1, 1);
    case "ArrowDown":
      return stretch ? changed(corners, 0, 0, 1, 1 / GROWTH) : changed(corners, 0, STEP, 1, 1);
    default:
      return null;
  }
}

/** What will be hidden is dimmed; the corners can be taken. */
function paint(context: CanvasRenderingContext2D, unit: number, corners: Corners): void {
  const { width, height } = context.canvas;
  context.beginPath();
  context.rect(0, 0, width * unit, height * unit);
  trace(context, corners);
  context.fillStyle = "rgb(16 32 44 / 60%)";
  context.fill("evenodd");
  context.beginPath();
  trace(context, corners);
  context.lineWidth = 1.5 * unit;
  context.strokeStyle = "#ffffff";
  context.stroke();
  for (const { x, y } of corners) {
    context.beginPath();
    context.arc(x, y, 4 * unit, 0, 2 * Math.PI);
    context.fillStyle = "#ffffff";
    context.fill();
    context.lineWidth = unit;
    context.strokeStyle = "#10202c";
    context.stroke();
  }
}

function trace(context: CanvasRenderingContext2D, corners: Corners): void {
  corners.forEach(({ x, y }, i) => {
    if (i === 0) {
      context.moveTo(x, y);
    } else {
      context.lineTo(x, y);
    }
  });
  context.closePath();
}
