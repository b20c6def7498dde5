import { describe, expect, test } from "vitest";
import { CLIP, clahe, luma, TILES, tileTable } from "./clahe.ts";
import { applyTable, isPlain, PLAIN, toneTable } from "./tone.ts";

const grey = (values: readonly number[]) => Uint8ClampedArray.from(values.flatMap((v) => [v, v, v, 255]));

describe("the table of a tone", () => {
  test("leaves every value as it is where nothing is set", () => {
    expect([...toneTable(PLAIN)]).toEqual(Array.from({ length: 256 }, (_, i) => i));
    expect(isPlain(PLAIN)).toBe(true);
    expect(isPlain({ ...PLAIN, local: 0.1 })).toBe(false);
  });

  test("is brightness, contrast and gamma as they are known", () => {
    expect(toneTable({ ...PLAIN, brightness: 0.2 })[100]).toBe(151);
    expect(toneTable({ ...PLAIN, brightness: -1 })[255]).toBe(0);
    // Half the slope about the middle: 127.5 + (100 - 127.5) / 2 = 113.75.
    expect(toneTable({ ...PLAIN, contrast: -0.5 })[100]).toBe(114);
    expect(toneTable({ ...PLAIN, contrast: 0.5 })[20]).toBe(0);
    // 255 * sqrt(64 / 255) = 127.7.
    expect(toneTable({ ...PLAIN, gamma: 2 })[64]).toBe(128);
    expect(toneTable({ ...PLAIN, gamma: 2 })[0]).toBe(0);
    expect(toneTable({ ...PLAIN, gamma: 2 })[255]).toBe(255);
  });

  test("never goes down", () => {
    for (const tone of [
      { ...PLAIN, contrast: -1 },
      { brightness: 0.3, contrast: 1, gamma: 0.25, local: 0 },
    ]) {
      const table = toneTable(tone);
      for (let i = 1; i < 256; i++) {
        expect(table[i]).toBeGreaterThanOrEqual(table[i - 1] ?? 0);
      }
    }
  });

  test("changes colours, and not how opaque they are", () => {
    const rgba = Uint8ClampedArray.from([10, 20, 30, 40]);
    applyTable(rgba, toneTable({ ...PLAIN, brightness: 0.2 }));
    expect([...rgba]).toEqual([61, 71, 81, 40]);
  });
});

describe("evening out", () => {
  test("a tile's table is the sum of its histogram, clipped", () => {
    const histogram = new Uint32Array(256);
    histogram[10] = 600;
    histogram[200] = 424;
    // The average bin has 4, so 12 stay in each; the other 1000 are shared out, 3.90625 to each value.
    const table = tileTable(histogram.slice(), 1024, 3);
    const share = 1000 / 256;
    expect(table[9]).toBe(Math.round((255 * 10 * share) / 1024));
    expect(table[10]).toBe(Math.round((255 * (11 * share + 12)) / 1024));
    expect(table[199]).toBe(Math.round((255 * (200 * share + 12)) / 1024));
    expect(table[255]).toBe(255);
    // Without a limit it is the plain equalisation.
    expect(tileTable(histogram.slice(), 1024, 256)[10]).toBe(Math.round((255 * 600) / 1024));
  });

  test("does pixel by pixel what the definition says", () => {
    let seed = 17;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed / 2 ** 31;
    };
    const [width, height] = [37, 29];
    const picture = grey(
      Array.from({ length: width * height }, (_, i) => 60 + Math.floor(random() * 40) + (i % 20)),
    );
    const wanted = reference(picture, width, height);
    const done = picture.slice();
    clahe(done, width, height, 1);
    done.forEach((value, i) => {
      expect(Math.abs(value - (wanted[i] ?? 0)), `byte ${i}`).toBeLessThanOrEqual(1);
    });
    const half = picture.slice();
    clahe(half, width, height, 0.5);
    expect(Math.abs((half[0] ?? 0) - ((picture[0] ?? 0) + (done[0] ?? 0)) / 2)).toBeLessThanOrEqual(1);
  });

  test("keeps a colour's hue: the three values move by as much", () => {
    const flat = Uint8ClampedArray.from(Array.from({ length: 64 * 64 }, () => [90, 110, 130, 255]).flat());
    clahe(flat, 64, 64, 1);
    const moved = (flat[0] ?? 0) - 90;
    expect(flat[1]).toBe(110 + moved);
    expect(flat[2]).toBe(130 + moved);
    expect(flat[3]).toBe(255);
  });

  test("takes a picture that is smaller than its tiles", () => {
    const tiny = grey([10, 200, 30]);
    clahe(tiny, 3, 1, 1);
    expect(tiny).toHaveLength(12);
  });
});

/** The definition, written down as slowly as it reads. */
function reference(rgba: Uint8ClampedArray, width: number, height: number): number[] {
  const value = (x: number, y: number) => {
    const i = 4 * (y * width + x);
    return luma(rgba[i] ?? 0, rgba[i + 1] ?? 0, rgba[i + 2] ?? 0);
  };
  const inTile = (column: number, row: number): number[] => {
    const values: number[] = [];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const inside =
          x >= Math.floor((column * width) / TILES) &&
          x < Math.floor(((column + 1) * width) / TILES) &&
          y >= Math.floor((row * height) / TILES) &&
          y < Math.floor(((row + 1) * height) / TILES);
        if (inside) {
          values.push(value(x, y));
        }
      }
    }
    return values;
  };
  const mapped = (column: number, row: number, v: number) => {
    const values = inTile(Math.min(Math.max(column, 0), TILES - 1), Math.min(Math.max(row, 0), TILES - 1));
    const limit = Math.max(1, Math.floor((CLIP * values.length) / 256));
    let excess = 0;
    let sum = 0;
    for (let bin = 0; bin < 256; bin++) {
      const count = values.filter((one) => one === bin).length;
      excess += Math.max(0, count - limit);
      sum += bin <= v ? Math.min(count, limit) : 0;
    }
    return Math.round((255 * (sum + ((v + 1) * excess) / 256)) / values.length);
  };
  const cache = new Map<string, number>();
  const once = (column: number, row: number, v: number) => {
    const key = `${column} ${row} ${v}`;
    const known = cache.get(key) ?? mapped(column, row, v);
    cache.set(key, known);
    return known;
  };
  const out: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const v = value(x, y);
      const u = ((x + 0.5) * TILES) / width - 0.5;
      const w = ((y + 0.5) * TILES) / height - 0.5;
      const [c, r] = [Math.floor(u), Math.floor(w)];
      const [s, t] = [u - c, w - r];
      const even =
        (1 - s) * (1 - t) * once(c, r, v) +
        s * (1 - t) * once(c + 1, r, v) +
        (1 - s) * t * once(c, r + 1, v) +
        s * t * once(c + 1, r + 1, v);
      const i = 4 * (y * width + x);
      for (let channel = 0; channel < 3; channel++) {
        out.push(Math.min(255, Math.max(0, Math.round((rgba[i + channel] ?? 0) + even - v))));
      }
      out.push(rgba[i + 3] ?? 0);
    }
  }
  return out;
}
