import { type DrawnShape, figureDrawing } from "./figureDrawing.ts";
import { guidelineWords as words } from "./guidelineWords.ts";

/** One point on a schema's mean shape, where it belongs or beside it. */
export function PointFigure(props: {
  shape: DrawnShape;
  point: string;
  /** How far to the right a wrong place is, as a share of the mean shape's longer side; 0 with dy for the right one. */
  dx: number;
  dy: number;
  caption: string;
}) {
  const drawn = figureDrawing(props.shape, props.point, props.dx, props.dy);
  if (drawn === null) {
    return null;
  }
  const { right, wrong, radius } = drawn;
  const label = wrong === null ? words.rightOf(props.point) : words.wrongOf(props.point);
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
        <strong>{wrong === null ? words.right : words.wrong}</strong> {props.caption}
      </figcaption>
    </figure>
  );
}
