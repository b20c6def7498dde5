import { type ImagePoint, imagePoint } from "./points.ts";

/** A place on the picture as people see it, turned upright; continuous, from the corner of its top-left pixel. */
export interface UprightPoint {
  readonly x: number;
  readonly y: number;
  readonly [space]: "upright";
}

declare const space: unique symbol;

export function uprightPoint(x: number, y: number): UprightPoint {
  return { x, y } as UprightPoint;
}

/** The stored raster of a picture and how it is turned upright (EXIF 2.32, 4.6.4 A, tag 0x0112). */
export interface StoredRaster {
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
}

/** Where a place of the stored raster is seen. */
export function toUpright(
  { width: w, height: h, orientation }: StoredRaster,
  point: ImagePoint,
): UprightPoint {
  const { x, y } = point;
  switch (orientation) {
    case 2:
      return uprightPoint(w - x, y);
    case 3:
      return uprightPoint(w - x, h - y);
    case 4:
      return uprightPoint(x, h - y);
    case 5:
      return uprightPoint(y, x);
    case 6:
      return uprightPoint(h - y, x);
    case 7:
      return uprightPoint(h - y, w - x);
    case 8:
      return uprightPoint(y, w - x);
    default:
      return uprightPoint(x, y);
  }
}

/** Which place of the stored raster is seen there. */
export function toStored(
  { width: w, height: h, orientation }: StoredRaster,
  point: UprightPoint,
): ImagePoint {
  const { x, y } = point;
  switch (orientation) {
    case 2:
      return imagePoint(w - x, y);
    case 3:
      return imagePoint(w - x, h - y);
    case 4:
      return imagePoint(x, h - y);
    case 5:
      return imagePoint(y, x);
    case 6:
      return imagePoint(y, h - x);
    case 7:
      return imagePoint(w - y, h - x);
    case 8:
      return imagePoint(w - y, x);
    default:
      return imagePoint(x, y);
  }
}

/** The size of the picture as people see it. */
export function uprightSize({ width, height, orientation }: StoredRaster): { width: number; height: number } {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}
