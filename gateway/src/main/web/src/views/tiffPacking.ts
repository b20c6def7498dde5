/**
 * One strip or tile of a TIFF without its packing: none, LZW, deflate or PackBits.
 *
 * @param length what it is to become; no more is unpacked, and less where it ends too early
 */
export async function unpacked(
  packing: number,
  packed: Uint8Array<ArrayBuffer>,
  length: number,
): Promise<Uint8Array> {
  switch (packing) {
    case 1:
      return packed;
    case 5:
      return lzw(packed, length);
    case 8:
    case 32946:
      return inflated(packed, length);
    case 32773:
      return packBits(packed, length);
    default:
      throw new RangeError("The TIFF is packed in a way that is not taken");
  }
}

async function inflated(packed: Uint8Array<ArrayBuffer>, length: number): Promise<Uint8Array> {
  const out = new Uint8Array(length);
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  let at = 0;
  while (at < length) {
    const { value, done } = await reader.read();
    if (done) {
      break;
    }
    out.set(value.subarray(0, length - at), at);
    at += value.length;
  }
  await reader.cancel();
  return out.subarray(0, Math.min(at, length));
}

function packBits(packed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let at = 0;
  let to = 0;
  while (to < length && at < packed.length) {
    const header = ((packed[at] ?? 0) << 24) >> 24;
    at++;
    if (header >= 0) {
      out.set(packed.subarray(at, at + Math.min(header + 1, length - to)), to);
      at += header + 1;
      to += header + 1;
    } else if (header !== -128) {
      out.fill(packed[at] ?? 0, to, to + 1 - header);
      at++;
      to += 1 - header;
    }
  }
  return out.subarray(0, Math.min(to, length));
}

const CLEAR = 256;
const END = 257;

/** TIFF's LZW: the highest bit first, and codes grow one string early. A string is where it first stood in the output. */
function lzw(packed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  const starts = new Int32Array(4096);
  const lengths = new Int32Array(4096);
  let size = END + 1;
  let width = 9;
  let bits = 0;
  let held = 0;
  let to = 0;
  let before = -1;
  let beforeAt = 0;
  for (let at = 0; to < length; ) {
    while (bits < width && at < packed.length) {
      held = ((held << 8) | (packed[at] ?? 0)) & 0xffffff;
      bits += 8;
      at++;
    }
    if (bits < width) {
      break;
    }
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === CLEAR) {
      size = END + 1;
      width = 9;
      before = -1;
      continue;
    }
    if (code === END) {
      break;
    }
    if (before >= 0 && size < 4096) {
      // The string before and the byte that follows it, which is written just below.
      starts[size] = beforeAt;
      lengths[size] = (before < CLEAR ? 1 : (lengths[before] ?? 0)) + 1;
      size++;
      if (size === (1 << width) - 1 && width < 12) {
        width++;
      }
    }
    if (code >= size) {
      throw new RangeError("The TIFF names a string that there is not");
    }
    beforeAt = to;
    if (code < CLEAR) {
      out[to++] = code;
    } else {
      const start = starts[code] ?? 0;
      for (let i = 0; i < (lengths[code] ?? 0) && to < length; i++) {
        out[to++] = out[start + i] ?? 0;
      }
    }
    before = code;
  }
  return out.subarray(0, to);
}
