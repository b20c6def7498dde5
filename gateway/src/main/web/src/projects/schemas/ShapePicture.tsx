import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { schemaWords as words } from "./schemaWords.ts";
import { drawing, type Shape } from "./shape.ts";

const SIZES = ["fit", "double", "fourfold"] as const;

/** The mean shape with numbered points. Drawn from numbers alone: no markup of anybody's gets in. */
export function ShapePicture({ title, shape }: { title: string; shape: Shape }) {
  const [size, setSize] = useState(0);
  const drawn = drawing(shape);
  if (drawn === null) {
    return null;
  }
  const label = words.drawing(title, drawn.marks.length);
  return (
    <figure className="shape">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className={`frame ${SIZES[size]}`} aria-label={label} tabIndex={0}>
        <svg viewBox={`0 0 ${drawn.width} ${drawn.height}`} role="img" aria-label={label}>
          {drawn.lines.map(({ name, corners }) => (
            <polyline key={name} points={corners} />
          ))}
          {drawn.marks.map(({ number, name, x, y, high }) => (
            <g key={number}>
              <title>{`${number}: ${name}`}</title>
              <circle cx={x} cy={y} r={high / 5} />
              <text x={x + high / 4} y={y - high / 4} fontSize={high}>
                {number}
              </text>
            </g>
          ))}
        </svg>
      </section>
      <figcaption className="faint">{words.drawingHelp}</figcaption>
      <div className="actions">
        <Button isDisabled={size === SIZES.length - 1} onPress={() => setSize(size + 1)}>
          {words.larger}
        </Button>
        <Button isDisabled={size === 0} onPress={() => setSize(size - 1)}>
          {words.smaller}
        </Button>
      </div>
    </figure>
  );
}
