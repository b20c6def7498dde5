/** A place on the mean shape, to the viewer's right and downwards. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** What is drawn of one point: its surroundings, where it belongs, and where it is wrong. */
export interface FigureDrawing {
  readonly view: string;
  readonly radius: number;
  readonly lines: ReadonlyArray<{ readonly name: string; readonly corners: string }>;
  readonly others: readonly Spot[];
  readonly right: Spot;
  readonly wrong: Spot | null;
}

/** A schema's mean shape, in a frame of which only the proportions count. */
export interface DrawnShape {
  readonly names: readonly string[];
  readonly mean: readonly Spot[];
  readonly contours: ReadonlyArray<{
    readonly name: string;
    readonly points: readonly number[];
    readonly closed: boolean;
  }>;
}

/** Half of the drawing's side, as a share of the mean shape's longer one: as far as a wrong place may be off, and its mark. */
const REACH = 1.1;
const CLOSEST = 0.2;

/**
 * Draws what lies around a point; null where the shape has no such point.
 *
 * @param dx how far to the right the wrong place is, as a share of the mean shape's longer side; 0 with dy for none
 * @param dy how far below
 */
export function figureDrawing(
  shape: DrawnShape,
  point: string,
  dx: number,
  dy: number,
): FigureDrawing | null {
  const index = shape.names.indexOf(point);
  const right = shape.mean[index];
  if (right === undefined) {
    return null;
  }
  const side = Math.max(extent(shape.mean.map(({ x }) => x)), extent(shape.mean.map(({ y }) => y)));
  const wrong = dx === 0 && dy === 0 ? null : { x: right.x + dx * side, y: right.y + dy * side };
  const half = side * Math.min(REACH, Math.max(CLOSEST, 1.6 * Math.max(Math.abs(dx), Math.abs(dy))));
  const numbers = [right.x - half, right.y - half, 2 * half, 2 * half].map(rounded);
  return {
    view: numbers.join(" "),
    radius: rounded(half / 24),
    lines: shape.contours.map(({ name, points, closed }) => ({
      name,
      corners: (closed ? [...points, ...points.slice(0, 1)] : points)
        .flatMap((index) => shape.mean[index] ?? [])
        .map(({ x, y }) => `${rounded(x)},${rounded(y)}`)
        .join(" "),
    })),
    others: shape.mean.filter((_, other) => other !== index),
    right,
    wrong,
  };
}

function extent(numbers: readonly number[]): number {
  return Math.max(...numbers) - Math.min(...numbers);
}

function rounded(value: number): number {
  return Math.round(10_000 * value) / 10_000;
}
