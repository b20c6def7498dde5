import { describe, expect, test } from "vitest";
import { isTiff } from "./isTiff.ts";
import { tiffPixels } from "./tiff.ts";

/** A little-endian TIFF of one strip: tags with one number each, or several. */
function tiff(width: number, height: number, strip: number[], tags: Record<number, number | number[]> = {}) {
  const all: Record<number, number | number[]> = {
    256: width,
    257: height,
    258: 8,
    259: 1,
    262: 1,
    273: 8,
    277: 1,
    279: strip.length,
    ...tags,
  };
  const entries = Object.entries(all).map(
    ([tag, value]) => [Number(tag), Array.isArray(value) ? value : [value]] as const,
  );
  const strips = 8 + strip.length;
  const long = entries.map(([, values]) => (values.length > 2 ? 2 * values.length : 0));
  const directory = strips + long.reduce((sum, one) => sum + one, 0);
  const file = new Uint8Array(directory + 2 + 12 * entries.length + 4);
  const view = new DataView(file.buffer);
  file.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, directory, true);
  file.set(strip, 8);
  view.setUint16(directory, entries.length, true);
  let free = strips;
  for (const [i, [tag, values]] of entries.entries()) {
    const at = directory + 2 + 12 * i;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, 3, true);
    view.setUint32(at + 4, values.length, true);
    let to = at + 8;
    if (values.length > 2) {
      view.setUint32(to, free, true);
      to = free;
      free += 2 * values.length;
    }
    for (const [k, value] of values.entries()) {
      view.setUint16(to + 2 * k, value, true);
    }
  }
  return file;
}

const greys = async (file: Uint8Array<ArrayBuffer>, upright = false) => {
  const { rgba } = await tiffPixels(file, upright);
  return [...rgba].filter((_, i) => i % 4 === 0);
};

const deflated = async (bytes: number[]) => {
  const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new CompressionStream("deflate"));
  return [...new Uint8Array(await new Response(stream).arrayBuffer())];
};

test("a TIFF is told by its start", () => {
  expect(isTiff(tiff(1, 1, [0]))).toBe(true);
  expect(isTiff(Uint8Array.from([0x4d, 0x4d, 0, 42]))).toBe(true);
  expect(isTiff(Uint8Array.from([0xff, 0xd8]))).toBe(false);
});

describe("packing", () => {
  const row = [7, 7, 7, 7, 9, 8];

  test("none", async () => expect(await greys(tiff(6, 1, row))).toEqual(row));

  test("PackBits", async () =>
    expect(await greys(tiff(6, 1, [0x80, 0xfd, 7, 1, 9, 8], { 259: 32773 }))).toEqual(row));

  test("deflate", async () => expect(await greys(tiff(6, 1, await deflated(row), { 259: 8 }))).toEqual(row));

  test("LZW, with a string that is only being made", async () => {
    // Clear, 7, (7 7) = 258 while it is made, 7, 9, 8, end; nine bits each.
    const codes = [256, 7, 258, 7, 9, 8, 257];
    const bits = codes.map((code) => code.toString(2).padStart(9, "0")).join("");
    const bytes = (bits.padEnd(64, "0").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
    expect(await greys(tiff(6, 1, bytes, { 259: 5 }))).toEqual(row);
  });

  test("differences are summed up", async () =>
    expect(await greys(tiff(3, 1, await deflated([250, 10, 1]), { 259: 8, 317: 2 }))).toEqual([250, 4, 5]));

  test.each([5, 8, 32773, 1, 7])(
    "what ends too early, or is packed otherwise, is refused: %i",
    async (packing) => {
      await expect(tiffPixels(tiff(60, 1, [0x80, 1], { 259: packing }), false)).rejects.toThrow();
    },
  );
});

describe("colours", () => {
  test("red, green, blue and both kinds of alpha", async () => {
    const pixels = [200, 100, 50, 128, 9, 9, 9, 0];
    const straight = await tiffPixels(tiff(2, 1, pixels, { 262: 2, 277: 4, 338: 2 }), false);
    expect([...straight.rgba]).toEqual(pixels);
    const multiplied = await tiffPixels(tiff(2, 1, pixels, { 262: 2, 277: 4, 338: 1 }), false);
    expect([...multiplied.rgba].slice(0, 4)).toEqual([255, 199, 100, 128]);
    expect(multiplied.rgba[7]).toBe(0);
  });

  test("sixteen bits are rounded", async () =>
    expect(await greys(tiff(3, 1, [128, 0, 129, 0, 255, 255], { 258: 16 }))).toEqual([0, 1, 255]));

  test("inverted grey", async () => expect(await greys(tiff(2, 1, [255, 10], { 262: 0 }))).toEqual([0, 245]));

  test("a palette", async () => {
    const map = new Array<number>(768).fill(0);
    map[1] = 65535;
    expect(await greys(tiff(2, 1, [1, 0], { 262: 3, 320: map }))).toEqual([255, 0]);
  });
});

describe("orientation", () => {
  // 1 2 3
  // 4 5 6
  test.each([
    [1, 3, [1, 2, 3, 4, 5, 6]],
    [2, 3, [3, 2, 1, 6, 5, 4]],
    [3, 3, [6, 5, 4, 3, 2, 1]],
    [4, 3, [4, 5, 6, 1, 2, 3]],
    [5, 2, [1, 4, 2, 5, 3, 6]],
    [6, 2, [4, 1, 5, 2, 6, 3]],
    [7, 2, [6, 3, 5, 2, 4, 1]],
    [8, 2, [3, 6, 2, 5, 1, 4]],
  ])("%i", async (orientation, width, expected) => {
    const file = tiff(3, 2, [1, 2, 3, 4, 5, 6], { 274: orientation });
    expect(await greys(file, true)).toEqual(expected);
    expect((await tiffPixels(file, true)).width).toBe(width);
    expect(await greys(file)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
