/**
 * Places on pictures. A `ViewPoint` lies on the masked view that annotators see, an `ImagePoint` on the stored original;
 * both are continuous, with the origin at the corner of the top-left pixel. Neither can be passed for the other.
 */

declare const space: unique symbol;

export interface ViewPoint {
  readonly x: number;
  readonly y: number;
  readonly [space]: "view";
}

export interface ImagePoint {
  readonly x: number;
  readonly y: number;
  readonly [space]: "image";
}

export function viewPoint(x: number, y: number): ViewPoint {
  return { x, y } as ViewPoint;
}

export function imagePoint(x: number, y: number): ImagePoint {
  return { x, y } as ImagePoint;
}
