/**
 * Contrast limited adaptive histogram equalisation (Zuiderveld, Graphics Gems IV, 1994) on the luma of a picture: each tile
 * has a table of its own, and a pixel is put through the four nearest ones, weighted by distance.
 */

/** Tiles along each side, and how many times the average a bin of a histogram may hold. */
export const TILES = 8;
export const CLIP = 3;

/** ITU-R BT.601. */
export function luma(r: number, g: number, b: number): number {
  return Math.round(0.299 * r + 0.587 * g + 0.114 * b);
}

/**
 * A tile's table: its histogram, with what is above the limit shared out evenly over all values, summed up.
 *
 * @param histogram 256 counts; changed
 * @param count their sum, above 0
 * @param clip how many times the average a count may be
 */
export function tileTable(histogram: Uint32Array, count: number, clip: number): Uint8ClampedArray {
  const limit = Math.max(1, Math.floor((clip * count) / 256));
  let excess = 0;
  for (let value = 0; value < 256; value++) {
    const over = (histogram[value] ?? 0) - limit;
    if (over > 0) {
      excess += over;
      histogram[value] = limit;
    }
  }
  const each = excess / 256;
  const table = new Uint8ClampedArray(256);
  let sum = 0;
  for (let value = 0; value < 256; value++) {
    sum += (histogram[value] ?? 0) + each;
    table[value] = (255 * sum) / count;
  }
  return table;
}

/**
 * Evens out a picture in place. A colour keeps its hue: all three values are moved by as much as the luma is.
 *
 * @param rgba four bytes for each pixel, row by row
 * @param amount 0 to 1, how much of the change is made
 */
export function clahe(rgba: Uint8ClampedArray, width: number, height: number, amount: number): void {
  const tables = tilesOf(rgba, width, height);
  for (let y = 0; y < height; y++) {
    const row = between(y, height);
    for (let x = 0; x < width; x++) {
      const column = between(x, width);
      const i = 4 * (y * width + x);
      const value = lumaAt(rgba, i);
      const top = mix(tables, row.low, column, value);
      const bottom = mix(tables, row.high, column, value);
      const change = amount * (top + (bottom - top) * row.share - value);
      rgba[i] = (rgba[i] ?? 0) + change;
      rgba[i + 1] = (rgba[i + 1] ?? 0) + change;
      rgba[i + 2] = (rgba[i + 2] ?? 0) + change;
    }
  }
}

interface Between {
  readonly low: number;
  readonly high: number;
  /** 0 at `low`, 1 at `high`. */
  readonly share: number;
}

/** Between which two tiles' middles a pixel's centre lies; one tile twice at the edges. */
function between(at: number, size: number): Between {
  const place = ((at + 0.5) * TILES) / size - 0.5;
  const low = Math.floor(place);
  return {
    low: Math.min(Math.max(low, 0), TILES - 1),
    high: Math.min(Math.max(low + 1, 0), TILES - 1),
    share: place - low,
  };
}

function mix(
  tables: readonly Uint8ClampedArray[],
  row: number,
  { low, high, share }: Between,
  value: number,
): number {
  const left = tables[row * TILES + low]?.[value] ?? 0;
  const right = tables[row * TILES + high]?.[value] ?? 0;
  return left + (right - left) * share;
}

function tilesOf(rgba: Uint8ClampedArray, width: number, height: number): Uint8ClampedArray[] {
  const tables: Uint8ClampedArray[] = [];
  for (let row = 0; row < TILES; row++) {
    for (let column = 0; column < TILES; column++) {
      tables.push(
        tile(
          rgba,
          width,
          Math.floor((column * width) / TILES),
          Math.floor(((column + 1) * width) / TILES),
          Math.floor((row * height) / TILES),
          Math.floor(((row + 1) * height) / TILES),
        ),
      );
    }
  }
  return tables;
}

function tile(
  rgba: Uint8ClampedArray,
  width: number,
  left: number,
  right: number,
  top: number,
  bottom: number,
): Uint8ClampedArray {
  const histogram = new Uint32Array(256);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const value = lumaAt(rgba, 4 * (y * width + x));
      histogram[value] = (histogram[value] ?? 0) + 1;
    }
  }
  const count = (right - left) * (bottom - top);
  // A picture narrower than its tiles has tiles without a pixel: they leave a value as it is.
  return count === 0
    ? Uint8ClampedArray.from({ length: 256 }, (_, value) => value)
    : tileTable(histogram, count, CLIP);
}

function lumaAt(rgba: Uint8ClampedArray, i: number): number {
  return luma(rgba[i] ?? 0, rgba[i + 1] ?? 0, rgba[i + 2] ?? 0);
}
