import { describe, expect, test } from "vitest";
import { withoutOrientation } from "./orientation.ts";

const bytes = (...parts: ReadonlyArray<string | readonly number[]>) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "string" ? [...part].map((one) => one.charCodeAt(0)) : [...part],
    ),
  );
const joined = (parts: readonly Uint8Array[]) => parts.flatMap((part) => [...part]);

const SOI = [0xff, 0xd8];
const EXIF = [0xff, 0xe1, 0, 10, ...bytes("Exif\0\0mm")];
const XMP = [0xff, 0xe1, 0, 8, ...bytes("http:/")];
const TABLE = [0xff, 0xdb, 0, 4, 1, 2];
// A scan may hold what looks like an Exif segment.
const SCAN = [0xff, 0xda, 0, 4, 9, 9, 7, 7, ...EXIF, 0xff, 0xd9];

const SIGNATURE = [0x89, ...bytes("PNG\r\n\x1a\n")];
const chunk = (name: string, ...data: number[]) => [
  0,
  0,
  0,
  data.length,
  ...bytes(name),
  ...data,
  1,
  2,
  3,
  4,
];

describe("of a JPEG", () => {
  test("only the Exif segments before the first scan are left out", () => {
    const picture = bytes(SOI, TABLE, EXIF, XMP, EXIF, SCAN);
    expect(joined(withoutOrientation(picture))).toEqual([...SOI, ...TABLE, ...XMP, ...SCAN]);
  });

  test("one without Exif stays as it is, byte for byte", () => {
    const picture = bytes(SOI, TABLE, XMP, SCAN);
    expect(joined(withoutOrientation(picture))).toEqual([...picture]);
  });

  test.each([
    ["ends inside a segment", bytes(SOI, TABLE, EXIF.slice(0, 6))],
    ["states a length that is none", bytes(SOI, [0xff, 0xe1, 0, 1], SCAN)],
    ["ends at once", bytes(SOI)],
  ])("one that %s is left alone", (_, picture) => {
    expect(joined(withoutOrientation(picture))).toEqual([...picture]);
  });
});

describe("of a PNG", () => {
  test("only the eXIf chunk is left out", () => {
    const picture = bytes(SIGNATURE, chunk("IHDR", 1), chunk("eXIf", 5, 6), chunk("IDAT", 7), chunk("IEND"));
    expect(joined(withoutOrientation(picture))).toEqual([
      ...SIGNATURE,
      ...chunk("IHDR", 1),
      ...chunk("IDAT", 7),
      ...chunk("IEND"),
    ]);
  });

  test("a chunk that is longer than the file ends the search", () => {
    const picture = bytes(SIGNATURE, [0xff, 0, 0, 0], "eXIf", [0, 0, 0, 0]);
    expect(joined(withoutOrientation(picture))).toEqual([...picture]);
  });
});

const riff = (...chunks: ReadonlyArray<readonly number[]>) => {
  const all = chunks.flat();
  return bytes("RIFF", [all.length + 4, 0, 0, 0], "WEBP", all);
};
const piece = (name: string, ...data: number[]) => [
  ...bytes(name),
  data.length,
  0,
  0,
  0,
  ...data,
  ...(data.length % 2 === 1 ? [0] : []),
];

describe("of a WebP", () => {
  const canvas = (flags: number) => piece("VP8X", flags, 0, 0, 0, 1, 0, 0, 1, 0, 0);

  test("the EXIF chunk is left out, and neither counted nor announced", () => {
    const picture = riff(canvas(0x18), piece("VP8L", 1, 2, 3), piece("EXIF", 5, 6, 7), piece("XMP ", 8));
    expect(joined(withoutOrientation(picture))).toEqual([
      ...riff(canvas(0x10), piece("VP8L", 1, 2, 3), piece("XMP ", 8)),
    ]);
  });

  test("one without EXIF stays as it is, byte for byte", () => {
    const picture = riff(piece("VP8 ", 1, 2, 3, 4));
    expect(joined(withoutOrientation(picture))).toEqual([...picture]);
  });

  test("a chunk that is longer than the file ends the search", () => {
    const picture = riff([...bytes("VP8 "), 9, 0, 0, 0, 1]);
    expect(joined(withoutOrientation(picture))).toEqual([...picture]);
  });
});

test("what is neither is left alone", () => {
  expect(joined(withoutOrientation(bytes("GIF89a")))).toEqual([...bytes("GIF89a")]);
  expect(withoutOrientation(new Uint8Array(0))).toHaveLength(1);
});
