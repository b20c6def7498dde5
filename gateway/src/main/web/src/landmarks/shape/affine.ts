/** Maps of the plane, and the ones that bring points onto others with the least sum of squared distances. */

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** x' = a x + b y + c, y' = d x + e y + f. */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** A point, and where it should go. */
export interface Pair {
  readonly from: Place;
  readonly to: Place;
}

export function shifting(dx: number, dy: number): Affine {
  return { a: 1, b: 0, c: dx, d: 0, e: 1, f: dy };
}

/** @param angle radians, clockwise as a picture is looked at, since y points down */
export function turning(centre: Place, angle: number): Affine {
  return around(centre, Math.cos(angle), Math.sin(angle));
}

export function scaling(centre: Place, factor: number): Affine {
  return around(centre, factor, 0);
}

export function apply({ a, b, c, d, e, f }: Affine, { x, y }: Place): Place {
  return { x: a * x + b * y + c, y: d * x + e * y + f };
}

/** The middle of points; null for none. */
export function centroid(places: readonly Place[]): Place | null {
  if (places.length === 0) {
    return null;
  }
  const sum = places.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / places.length, y: sum.y / places.length };
}

/**
 * The shift, turn and scale that fit best; never a mirror image.
 *
 * @returns null for fewer than two points, or where all of them lie in one place
 */
export function similarity(pairs: readonly Pair[]): Affine | null {
  const from = centroid(pairs.map((pair) => pair.from));
  const to = centroid(pairs.map((pair) => pair.to));
  if (from === null || to === null) {
    return null;
  }
  let along = 0;
  let across = 0;
  let spread = 0;
  for (const pair of pairs) {
    const x = pair.from.x - from.x;
    const y = pair.from.y - from.y;
    const u = pair.to.x - to.x;
    const v = pair.to.y - to.y;
    along += x * u + y * v;
    across += x * v - y * u;
    spread += x * x + y * y;
  }
  const cos = along / spread;
  const sin = across / spread;
  if (!(spread > 0) || !Number.isFinite(cos + sin) || Math.hypot(cos, sin) < 1e-12) {
    return null;
  }
  return {
    a: cos,
    b: -sin,
    c: to.x - cos * from.x + sin * from.y,
    d: sin,
    e: cos,
    f: to.y - sin * from.x - cos * from.y,
  };
}

/**
 * The affine map that fits best: what a similarity does, and shear, and a scale for each axis.
 *
 * @returns null for fewer than three points, or where they lie on one line
 */
export function affine(pairs: readonly Pair[]): Affine | null {
  const from = centroid(pairs.map((pair) => pair.from));
  const to = centroid(pairs.map((pair) => pair.to));
  if (from === null || to === null || pairs.length < 3) {
    return null;
  }
  let xx = 0;
  let xy = 0;
  let yy = 0;
  let xu = 0;
  let yu = 0;
  let xv = 0;
  let yv = 0;
  for (const pair of pairs) {
    const x = pair.from.x - from.x;
    const y = pair.from.y - from.y;
    const u = pair.to.x - to.x;
    const v = pair.to.y - to.y;
    xx += x * x;
    xy += x * y;
    yy += y * y;
    xu += x * u;
    yu += y * u;
    xv += x * v;
    yv += y * v;
  }
  const determinant = xx * yy - xy * xy;
  if (!(determinant > 1e-9 * xx * yy)) {
    return null;
  }
  const a = (xu * yy - yu * xy) / determinant;
  const b = (yu * xx - xu * xy) / determinant;
  const d = (xv * yy - yv * xy) / determinant;
  const e = (yv * xx - xv * xy) / determinant;
  return { a, b, c: to.x - a * from.x - b * from.y, d, e, f: to.y - d * from.x - e * from.y };
}

function around(centre: Place, cos: number, sin: number): Affine {
  return {
    a: cos,
    b: -sin,
    c: centre.x - cos * centre.x + sin * centre.y,
    d: sin,
    e: cos,
    f: centre.y - sin * centre.x - cos * centre.y,
  };
}
