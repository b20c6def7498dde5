import { type DrawnShape, figureDrawing } from "./figureDrawing.ts";
import type { Block } from "./guidelines.ts";
import { guidelineWords as words } from "./guidelineWords.ts";

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
  if (figure === null || shape === null) {
    return null;
  }
  const drawn = figureDrawing(shape, figure.name, figure.dx, figure.dy);
  if (drawn === null) {
    return null;
  }
  const { right, wrong, radius } = drawn;
  const label = wrong === null ? words.rightOf(figure.name) : words.wrongOf(figure.name);
  return (
    <figure className={wrong === null ? "right" : "wrong"}>
      <svg viewBox={drawn.view} role="img" aria-label={label}>
        {drawn.lines.map(({ name, corners }) => (
          <polyline key={name} points={corners} strokeWidth={radius / 3} />
        ))}
        {drawn.others.map((other) => (
          <circle key={`${other.x} ${other.y}`} className="other" cx={other.x} cy={other.y} r={radius / 2} />
        ))}
        <circle className="here" cx={right.x} cy={right.y} r={radius} strokeWidth={radius / 3} />
        {wrong !== null && (
          <path
            className="cross"
            strokeWidth={radius / 2}
            d={`M${wrong.x - radius} ${wrong.y - radius}l${2 * radius} ${2 * radius}m0 ${-2 * radius}l${-2 * radius} ${2 * radius}`}
          />
        )}
      </svg>
      <figcaption>
        <strong>{wrong === null ? words.right : words.wrong}</strong> {text}
      </figcaption>
    </figure>
  );
}
