import { type PointerEvent, useEffect, useRef, useState } from "react";
import { ProblemNotice } from "../access/ProblemNotice.tsx";
import { watchCurtain } from "./curtain.ts";
import { fetchPicture } from "./fetchPicture.ts";

export type PointerKind = "down" | "move" | "up";

/**
 * One picture on a canvas.
 *
 * @param path where the gateway gives it out; fetching it is a record in the trail
 * @param label what somebody who cannot see it is told
 * @param longest side on the page, CSS pixels
 * @param overlay drawn over the picture, in its own pixels; `unit` is one pixel of the page
 * @param pointer told where on the picture, in its own pixels, the mouse, pen or finger is
 */
export function Picture(props: {
  path: string;
  raster: "stored" | "upright";
  label: string;
  longest: number;
  overlay?: (context: CanvasRenderingContext2D, unit: number) => void;
  pointer?: (kind: PointerKind, x: number, y: number, unit: number) => void;
}) {
  const { path, raster, label, longest, overlay, pointer } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [bitmap, setBitmap] = useState<ImageBitmap | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    const ended = new AbortController();
    let fetched: ImageBitmap | null = null;
    setError(null);
    fetchPicture(path, raster, {}, ended.signal)
      .then((picture) => {
        if (ended.signal.aborted) {
          picture.bitmap.close();
          return;
        }
        fetched = picture.bitmap;
        setBitmap(picture.bitmap);
      })
      .catch((thrown: unknown) => {
        if (!ended.signal.aborted) {
          setError(thrown);
        }
      });
    return () => {
      ended.abort();
      setBitmap(null);
      fetched?.close();
    };
  }, [path, raster]);

  useEffect(() => {
    const element = canvas.current;
    if (element === null || bitmap === null) {
      return;
    }
    const draw = () => paint(element, bitmap, longest, overlay);
    const blank = () => element.getContext("2d")?.reset();
    if (document.hidden) {
      blank();
    } else {
      draw();
    }
    const ended = watchCurtain(blank, draw);
    return () => {
      ended();
      blank();
    };
  }, [bitmap, longest, overlay]);

  function tell(kind: PointerKind, event: PointerEvent<HTMLCanvasElement>) {
    if (bitmap === null || pointer === undefined) {
      return;
    }
    if (kind === "down") {
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    const shown = event.currentTarget.getBoundingClientRect();
    const unit = bitmap.width / shown.width;
    pointer(kind, (event.clientX - shown.left) * unit, (event.clientY - shown.top) * unit, unit);
  }

  if (error !== null) {
    return <ProblemNotice error={error} />;
  }
  return (
    <canvas
      ref={canvas}
      className="picture"
      role="img"
      aria-label={label}
      aria-busy={bitmap === null}
      width={1}
      height={1}
      onPointerDown={(event) => tell("down", event)}
      onPointerMove={(event) => tell("move", event)}
      onPointerUp={(event) => tell("up", event)}
      onPointerCancel={(event) => tell("up", event)}
    />
  );
}

function paint(
  canvas: HTMLCanvasElement,
  bitmap: ImageBitmap,
  longest: number,
  overlay: ((context: CanvasRenderingContext2D, unit: number) => void) | undefined,
): void {
  const shown = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const density = window.devicePixelRatio || 1;
  canvas.width = Math.round(bitmap.width * shown * density);
  canvas.height = Math.round(bitmap.height * shown * density);
  canvas.style.width = `${bitmap.width * shown}px`;
  const context = canvas.getContext("2d");
  if (context === null) {
    return;
  }
  context.imageSmoothingQuality = "high";
  context.scale(shown * density, shown * density);
  context.drawImage(bitmap, 0, 0);
  overlay?.(context, 1 / shown);
}
