/**
 * Takes the note on orientation out of a picture's bytes. Browsers turn a picture as its EXIF says, and since "none" has
 * become another word for "from-image" (HTML, ImageBitmapOptions) they cannot be told not to; but exported points lie on
 * the raster as it is stored.
 */
export function withoutOrientation(picture: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  if (picture[0] === 0xff && picture[1] === 0xd8) {
    return keep(picture, jpegSegments(picture));
  }
  if (says(picture, 0, "RIFF") && says(picture, 8, "WEBP")) {
    return webpWithout(picture);
  }
  return picture[0] === 0x89 ? keep(picture, pngChunks(picture)) : [picture];
}

/** From, to (exclusive), and whether it says how the picture is turned. */
type Part = readonly [from: number, to: number, turns: boolean];

function keep(picture: Uint8Array<ArrayBuffer>, parts: readonly Part[]): Uint8Array<ArrayBuffer>[] {
  return parts.filter(([, , turns]) => !turns).map(([from, to]) => picture.subarray(from, to));
}

/** The segments before the first scan, each on its own; all from there in one. */
function jpegSegments(jpeg: Uint8Array): Part[] {
  const parts: Part[] = [[0, 2, false]];
  let at = 2;
  while (jpeg[at] === 0xff && jpeg[at + 1] !== 0xda && at + 4 <= jpeg.length) {
    const end = at + 2 + (((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0));
    if (end < at + 4 || end > jpeg.length) {
      break;
    }
    parts.push([at, end, jpeg[at + 1] === 0xe1 && says(jpeg, at + 4, "Exif\0")]);
    at = end;
  }
  parts.push([at, jpeg.length, false]);
  return parts;
}

function pngChunks(png: Uint8Array): Part[] {
  const numbers = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const parts: Part[] = [[0, 8, false]];
  let at = 8;
  while (at + 12 <= png.length) {
    const end = at + 12 + numbers.getUint32(at);
    if (end > png.length) {
      break;
    }
    parts.push([at, end, says(png, at + 4, "eXIf")]);
    at = end;
  }
  parts.push([at, png.length, false]);
  return parts;
}

const WEBP_HEADER = 12;
const SAYS_EXIF = 0x08;

/** A WebP counts its bytes and announces its Exif chunk, so that its start is written anew. */
function webpWithout(webp: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const parts = keep(webp, webpChunks(webp));
  const start = webp.slice(0, WEBP_HEADER);
  const length = parts.reduce((sum, part) => sum + part.length, WEBP_HEADER);
  new DataView(start.buffer).setUint32(4, length - 8, true);
  const [first, ...others] = parts;
  if (first === undefined || !says(first, 0, "VP8X") || first.length < 9) {
    return [start, ...parts];
  }
  const canvas = first.slice();
  canvas[8] = (canvas[8] ?? 0) & ~SAYS_EXIF;
  return [start, canvas, ...others];
}

function webpChunks(webp: Uint8Array): Part[] {
  const numbers = new DataView(webp.buffer, webp.byteOffset, webp.byteLength);
  const parts: Part[] = [];
  let at = WEBP_HEADER;
  while (at + 8 <= webp.length) {
    const length = numbers.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    if (end > webp.length) {
      break;
    }
    parts.push([at, end, says(webp, at, "EXIF")]);
    at = end;
  }
  parts.push([at, webp.length, false]);
  return parts.filter(([from, to]) => from < to);
}

function says(bytes: Uint8Array, at: number, letters: string): boolean {
  return [...letters].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
}
