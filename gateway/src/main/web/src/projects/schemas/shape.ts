/** What is drawn of a schema: where its points lie on an average face, and the lines through them. */
export interface Shape {
  readonly points: ReadonlyArray<{
    readonly name: string;
    /** To the viewer's right and downwards, in a frame of which only the proportions count; null where none is known. */
    readonly place: { readonly x: number; readonly y: number } | null;
  }>;
  readonly contours: ReadonlyArray<{
    readonly name: string;
    readonly points: readonly number[];
    readonly closed: boolean;
  }>;
}

/** A mark with its number, in a square picture. */
export interface Mark {
  readonly number: number;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** How high its number is written: less where others lie near. */
  readonly high: number;
}

export interface Drawing {
  /** The picture's sides. */
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
  /** Each as the corners of a line. */
  readonly lines: ReadonlyArray<{ readonly name: string; readonly corners: string }>;
}

/** The longer side of the picture, without its border, which leaves room for a number of three digits. */
const SIDE = 1000;
export const BORDER = 60;
const HIGHEST = 26;
const LOWEST = 5;
/** As much of the distance to the nearest neighbour as a number of three digits leaves free. */
const SHARE = 0.55;

/** Lays a shape out on a picture; null where it has no point with a place. */
export function drawing({ points, contours }: Shape): Drawing | null {
  const places = points.flatMap(({ place }) => (place === null ? [] : [place]));
  if (places.length === 0) {
    return null;
  }
  const left = Math.min(...places.map(({ x }) => x));
  const top = Math.min(...places.map(({ y }) => y));
  const wide = Math.max(...places.map(({ x }) => x)) - left;
  const deep = Math.max(...places.map(({ y }) => y)) - top;
  const scale = SIDE / (Math.max(wide, deep) || 1);
  const at = ({ x, y }: { x: number; y: number }) => ({
    x: rounded(BORDER + (x - left) * scale),
    y: rounded(BORDER + (y - top) * scale),
  });
  const laid = points.map(({ place }) => (place === null ? null : at(place)));
  return {
    width: rounded(wide * scale) + 2 * BORDER,
    height: rounded(deep * scale) + 2 * BORDER,
    marks: laid.flatMap((place, number) =>
      place === null
        ? []
        : [{ number, name: points[number]?.name ?? "", ...place, high: high(place, number, laid) }],
    ),
    lines: contours.map(({ name, points: through, closed }) => ({
      name,
      corners: (closed ? [...through, ...through.slice(0, 1)] : through)
        .flatMap((point) => laid[point] ?? [])
        .map(({ x, y }) => `${x},${y}`)
        .join(" "),
    })),
  };
}

type Place = { readonly x: number; readonly y: number };

function high(place: Place, number: number, all: ReadonlyArray<Place | null>): number {
  let nearest = Number.POSITIVE_INFINITY;
  all.forEach((other, i) => {
    if (other !== null && i !== number) {
      nearest = Math.min(nearest, Math.hypot(other.x - place.x, other.y - place.y));
    }
  });
  return rounded(Math.min(HIGHEST, Math.max(LOWEST, SHARE * nearest)));
}

function rounded(value: number): number {
  return Math.round(10 * value) / 10;
}
