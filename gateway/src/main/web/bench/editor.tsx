/**
 * The editor with its panel, as on the annotator's page but without a gateway: 478 points on a made-up picture of 1024 x 1024.
 * `drag` pulls one of them about, once a frame.
 */

import { createRoot } from "react-dom/client";
import type { Sheet, Task } from "../src/landmarks/api.ts";
import { NOTHING } from "../src/landmarks/codes.ts";
import { FaceEditor } from "../src/landmarks/FaceEditor.ts";
import { FacePanel } from "../src/landmarks/FacePanel.tsx";
import { History } from "../src/landmarks/history.ts";
import { SaveQueue } from "../src/landmarks/kept/SaveQueue.ts";
import type { Work } from "../src/landmarks/kept/work.ts";
import type { Landmark, Points } from "../src/landmarks/points.ts";
import { viewPoint } from "../src/views/points.ts";
import "../src/style.css";

const SIDE = 1024;
const COUNT = 478;

const points: Points = Array.from({ length: COUNT }, (_, i): Landmark => {
  // A sunflower: evenly spread, no two alike.
  const radius = 0.42 * SIDE * Math.sqrt((i + 0.5) / COUNT);
  const angle = i * Math.PI * (3 - Math.sqrt(5));
  return {
    place: viewPoint(SIDE / 2 + radius * Math.cos(angle), SIDE / 2 + radius * Math.sin(angle)),
    state: "visible",
    provenance: i % 3 === 0 ? "moved" : "suggested-untouched",
    reason: null,
  };
});
const names = points.map((_, i) => `point-${i}`);
const schema: Task["schema"] = {
  label: "bench",
  id: "bench478",
  points: names,
  definitions: points.map(() => null),
  contours: Array.from({ length: 11 }, (_, contour) => ({
    name: `contour-${contour}`,
    points: Array.from({ length: 20 }, (_, i) => contour * 20 + i),
    closed: contour % 2 === 0,
  })),
  groups: [{ name: "all", points: points.map((_, i) => i) }],
  flip: points.map((_, i) => i),
  mean: points.map(({ place }) => ({ x: place?.x ?? 0, y: place?.y ?? 0 })),
};

async function picture(): Promise<ImageBitmap> {
  const pixels = new ImageData(SIDE, SIDE);
  for (let i = 0; i < pixels.data.length; i += 4) {
    const x = (i / 4) % SIDE;
    const y = Math.floor(i / 4 / SIDE);
    pixels.data.set([128 + 90 * Math.sin(x / 37), 110 + 80 * Math.cos(y / 53), (x ^ y) & 127, 255], i);
  }
  return createImageBitmap(pixels);
}

/** Milliseconds of script for each frame of a drag; the point goes round in a circle. */
async function drag(canvas: HTMLCanvasElement, editor: FaceEditor, frames: number): Promise<number[]> {
  const corner = canvas.getBoundingClientRect();
  const from = editor.screenPlace(40);
  if (from === null) {
    throw new Error("The point has a place");
  }
  const send = (type: string, dx: number, dy: number) =>
    canvas.dispatchEvent(
      new PointerEvent(type, {
        pointerId: 1,
        clientX: corner.left + from.x + dx,
        clientY: corner.top + from.y + dy,
        button: 0,
        buttons: 1,
        bubbles: true,
      }),
    );
  send("pointerdown", 0, 0);
  const spent: number[] = [];
  let drawing = 0;
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) =>
    ask((at) => {
      const begun = performance.now();
      callback(at);
      drawing += performance.now() - begun;
    });
  for (let frame = 0; frame < frames; frame++) {
    await new Promise((done) => ask(done));
    const begun = performance.now();
    send("pointermove", 30 * Math.sin(frame / 20), 30 - 30 * Math.cos(frame / 20));
    // The frame's drawing ran in the callback before; React's work on the panel is done before the move returns.
    spent.push(performance.now() - begun + drawing);
    drawing = 0;
  }
  window.requestAnimationFrame = ask;
  send("pointerup", 0, 0);
  return spent;
}

const canvas = document.querySelector("canvas");
const panel = document.getElementById("panel");
if (canvas === null || panel === null) {
  throw new Error("editor.html has a canvas and a panel");
}
// A made-up pointer cannot be captured.
canvas.setPointerCapture = () => undefined;
const editor = new FaceEditor(canvas, await picture(), new History(points), [], schema, {
  known: () => undefined,
  skip: () => undefined,
  guideline: () => undefined,
  help: () => undefined,
  "next-found": () => undefined,
  review: () => undefined,
});
const saves = new SaveQueue<Sheet>(
  async () => undefined,
  () => undefined,
);
const work: Work = {
  editor,
  saves,
  codes: NOTHING,
  say: () => undefined,
  handIn: () => Promise.reject(new Error("Nothing is handed in here")),
  goOn: async () => undefined,
  restored: false,
  subscribe: () => () => undefined,
  end: async () => undefined,
  close: () => undefined,
};
const task: Task = {
  id: "bench",
  purpose: "bench",
  turn: "place" as const,
  lookedAt: null,
  noted: false,
  guidelineVersion: 1,
  leaseEnds: null,
  width: SIDE,
  height: SIDE,
  schema,
  codes: null,
  rules: { occluded: "as-found", required: [] },
  budget: null,
};
const ended = async () => false;
createRoot(panel).render(
  <FacePanel
    work={work}
    task={task}
    busy={false}
    endings={{
      onSubmit: ended,
      asksDespite: false,
      onGiveBack: ended,
      onSkip: ended,
      onReport: ended,
      onRecuse: ended,
      onConsentEnded: () => undefined,
      onVerdict: ended,
    }}
    askWhetherKnown={{ current: null }}
    askWhySkipped={{ current: null }}
    goOn={{ current: null }}
    review={{ current: null }}
  />,
);
Object.assign(window, { drag: (frames: number) => drag(canvas, editor, frames) });
