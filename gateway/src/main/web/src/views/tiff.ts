import { unpacked } from "./tiffPacking.ts";

/** Straight red, green, blue, alpha, as a canvas takes them. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * Draws the TIFFs that the gateway lets in (TiffStructure there refuses all others), because browsers draw none. The rules
 * are the gateway's: sixteen bits become eight by rounding, and colours multiplied by alpha are cut off at alpha (as a
 * clamped array does by itself).
 *
 * @throws RangeError where the file is not one of them
 */
export async function tiffPixels(file: Uint8Array<ArrayBuffer>, upright: boolean): Promise<Pixels> {
  const tiff = new Directory(file);
  const stored = { width: tiff.one(256), height: tiff.one(257) };
  const rgba = new Uint8ClampedArray(4 * stored.width * stored.height);
  for (const block of tiff.blocks(stored.width, stored.height)) {
    const rows = await unpacked(
      tiff.one(259, 1),
      file.subarray(block.from, block.to),
      block.width * block.height * tiff.pixelBytes,
    );
    lay(tiff, block, rows, stored.width, rgba);
  }
  const orientation = tiff.one(274, 1);
  return upright ? turned(stored.width, stored.height, rgba, orientation) : { ...stored, rgba };
}

interface Block {
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Rows within the picture. */
  readonly height: number;
}

/** The numbers of the one directory. */
class Directory {
  readonly little: boolean;
  private readonly view: DataView;
  private readonly values = new Map<number, readonly number[]>();

  constructor(file: Uint8Array<ArrayBuffer>) {
    this.view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    this.little = file[0] === 0x49;
    const start = this.view.getUint32(4, this.little);
    for (let i = 0; i < this.view.getUint16(start, this.little); i++) {
      this.entry(start + 2 + 12 * i);
    }
  }

  private entry(at: number): void {
    const type = this.view.getUint16(at + 2, this.little);
    const count = this.view.getUint32(at + 4, this.little);
    const width = type === 3 ? 2 : 4;
    if ((type !== 3 && type !== 4) || count > 0x10000) {
      return;
    }
    const from = width * count <= 4 ? at + 8 : this.view.getUint32(at + 8, this.little);
    this.values.set(
      this.view.getUint16(at, this.little),
      Array.from({ length: count }, (_, i) =>
        type === 3
          ? this.view.getUint16(from + 2 * i, this.little)
          : this.view.getUint32(from + 4 * i, this.little),
      ),
    );
  }

  all(tag: number): readonly number[] {
    return this.values.get(tag) ?? [];
  }

  one(tag: number, otherwise?: number): number {
    const value = this.all(tag)[0] ?? otherwise;
    if (value === undefined) {
      throw new RangeError("The TIFF does not say something that it must");
    }
    return value;
  }

  get samples(): number {
    return this.one(277, 1);
  }

  get bytes(): number {
    return this.one(258) / 8;
  }

  get pixelBytes(): number {
    return this.samples * this.bytes;
  }

  *blocks(width: number, height: number): Generator<Block> {
    const tiled = this.values.has(324);
    const [offsets, lengths] = tiled ? [this.all(324), this.all(325)] : [this.all(273), this.all(279)];
    const across = tiled ? this.one(322) : width;
    const down = tiled ? this.one(323) : Math.min(height, this.one(278, height));
    let i = 0;
    for (let y = 0; y < height; y += down) {
      for (let x = 0; x < width; x += across) {
        const from = offsets[i] ?? 0;
        const to = from + (lengths[i] ?? 0);
        yield { from, to, x, y, width: across, height: Math.min(down, height - y) };
        i++;
      }
    }
  }
}

function lay(tiff: Directory, block: Block, rows: Uint8Array, width: number, rgba: Uint8ClampedArray): void {
  const { samples, bytes } = tiff;
  const photometric = tiff.one(262);
  const map = tiff.all(320);
  // Entries of sixteen bits were made of eight; some writers forget to widen them.
  const shift = map.every((value) => value < 256) ? 0 : 8;
  const multiplied = tiff.one(338, 0) === 1;
  const differences = tiff.one(317, 1) === 2 && [5, 8, 32946].includes(tiff.one(259, 1));
  const data = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  const full = bytes === 1 ? 0xff : 0xffff;
  const eight = (value: number) => (bytes === 1 ? value : Math.floor((value + 128) / 257));
  const pixel = new Array<number>(samples).fill(0);
  for (let y = 0; y < block.height; y++) {
    pixel.fill(0);
    for (let x = 0; x < block.width; x++) {
      for (let s = 0; s < samples; s++) {
        const at = ((y * block.width + x) * samples + s) * bytes;
        const value = bytes === 1 ? data.getUint8(at) : data.getUint16(at, tiff.little);
        pixel[s] = differences ? (value + (pixel[s] ?? 0)) & full : value;
      }
      if (block.x + x < width) {
        const to = 4 * ((block.y + y) * width + block.x + x);
        const first = pixel[0] ?? 0;
        const colours = photometric === 2 ? 3 : 1;
        const alpha = samples > colours ? eight(pixel[colours] ?? 0) : 255;
        for (let c = 0; c < 3; c++) {
          const colour =
            photometric === 3
              ? (map[256 * c + first] ?? 0) >> shift
              : photometric === 0
                ? 255 - eight(first)
                : eight(pixel[photometric === 2 ? c : 0] ?? 0);
          rgba[to + c] = multiplied && alpha > 0 ? (255 * colour) / alpha : colour;
        }
        rgba[to + 3] = alpha;
      }
    }
  }
}

/** The raster turned upright as EXIF counts orientations, 1 to 8. */
function turned(
  width: number,
  height: number,
  rgba: Uint8ClampedArray<ArrayBuffer>,
  orientation: number,
): Pixels {
  if (orientation < 2 || orientation > 8) {
    return { width, height, rgba };
  }
  const lying = orientation >= 5;
  const upright = { width: lying ? height : width, height: lying ? width : height };
  const mirrorX = [2, 3, 7, 8].includes(orientation);
  const mirrorY = [3, 4, 6, 7].includes(orientation);
  const from = new Uint32Array(rgba.buffer);
  const to = new Uint32Array(from.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const across = mirrorX ? width - 1 - x : x;
      const down = mirrorY ? height - 1 - y : y;
      to[lying ? across * upright.width + down : down * upright.width + across] = from[y * width + x] ?? 0;
    }
  }
  return { ...upright, rgba: new Uint8ClampedArray(to.buffer) };
}
