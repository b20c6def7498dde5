import { type UprightPoint, uprightPoint } from "../views/upright.ts";

/** Corners of the ellipse that a new outline begins with. */
const CORNERS = 20;

/** What is drawn of a face so far; never changed, only replaced. */
export type Corners = readonly UprightPoint[];

/** The ellipse around a box, a little wider than a detector's box of a face. */
export function ellipse(left: number, top: number, width: number, height: number): Corners {
  const reach = 1.15;
  return Array.from({ length: CORNERS }, (_, i) => {
    const angle = (2 * Math.PI * i) / CORNERS;
    return uprightPoint(
      left + (width / 2) * (1 + reach * Math.cos(angle)),
      top + (height / 2) * (1 + reach * Math.sin(angle)),
    );
  });
}

/** The corner within reach of a place that is nearest to it, or -1. */
export function nearest(corners: Corners, x: number, y: number, reach: number): number {
  let found = -1;
  let least = reach;
  corners.forEach((corner, i) => {
    const distance = Math.hypot(corner.x - x, corner.y - y);
    if (distance <= least) {
      least = distance;
      found = i;
    }
  });
  return found;
}

/** The same with one corner elsewhere. */
export function moved(corners: Corners, index: number, x: number, y: number): Corners {
  return corners.map((corner, i) => (i === index ? uprightPoint(x, y) : corner));
}

/** The same shifted and scaled about its middle. */
export function changed(corners: Corners, dx: number, dy: number, across: number, down: number): Corners {
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const middleX = (Math.min(...xs) + Math.max(...xs)) / 2;
  const middleY = (Math.min(...ys) + Math.max(...ys)) / 2;
  return corners.map(({ x, y }) =>
    uprightPoint(middleX + (x - middleX) * across + dx, middleY + (y - middleY) * down + dy),
  );
}

/** The same with every corner on the picture. */
export function within(corners: Corners, width: number, height: number): Corners {
  return corners.map(({ x, y }) =>
    uprightPoint(Math.min(Math.max(x, 0), width), Math.min(Math.max(y, 0), height)),
  );
}
