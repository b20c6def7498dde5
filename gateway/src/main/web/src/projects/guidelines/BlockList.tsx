import type { DrawnShape } from "./figureDrawing.ts";
import type { Block } from "./guidelines.ts";
import { PointFigure } from "./PointFigure.tsx";

/** A guideline. Everything in it is text; its figures are drawn from numbers. */
export function BlockList({ blocks, shape }: { blocks: readonly Block[]; shape: DrawnShape | null }) {
  return (
    <div className="guideline">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a version's parts never change their order
        <BlockPart key={index} block={block} shape={shape} />
      ))}
    </div>
  );
}

function BlockPart({ block, shape }: { block: Block; shape: DrawnShape | null }) {
  switch (block.kind) {
    case "heading":
      return block.level === 1 ? <h3>{block.text}</h3> : <h4>{block.text}</h4>;
    case "paragraph":
      return <p>{block.text}</p>;
    case "list":
      return (
        <ul>
          {(block.items ?? []).map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <li key={index}>{item}</li>
          ))}
        </ul>
      );
    case "figure":
      return <FigurePart block={block} shape={shape} />;
  }
}

function FigurePart({ block, shape }: { block: Block; shape: DrawnShape | null }) {
  const { figure, text } = block;
  return figure === null || shape === null ? null : (
    <PointFigure shape={shape} point={figure.name} dx={figure.dx} dy={figure.dy} caption={text ?? ""} />
  );
}
