/**
 * How the picture is shown: brighter, with more contrast, evened out. Nothing of it touches the picture that was sent or the
 * points on it.
 */

export interface Tone {
  /** -1 to 1; added, as a share of the whole range. */
  readonly brightness: number;
  /** -1 to 1; 0 leaves the picture as it is, 1 has four times its slope about the middle grey. */
  readonly contrast: number;
  /** 0.25 to 4; the exponent's inverse, so that more than 1 brightens the middle. */
  readonly gamma: number;
  /** 0 to 1; how much of the local contrast (CLAHE) is mixed in. */
  readonly local: number;
}

export const PLAIN: Tone = { brightness: 0, contrast: 0, gamma: 1, local: 0 };

export const LIMITS: Readonly<Record<keyof Tone, { min: number; max: number; step: number }>> = {
  brightness: { min: -1, max: 1, step: 0.05 },
  contrast: { min: -1, max: 1, step: 0.05 },
  gamma: { min: 0.25, max: 4, step: 0.05 },
  local: { min: 0, max: 1, step: 0.1 },
};

export function isPlain(tone: Tone): boolean {
  return tone.brightness === 0 && tone.contrast === 0 && tone.gamma === 1 && tone.local === 0;
}

/**
 * What each of the 256 values becomes: gamma first, then contrast about the middle grey, then brightness; cut off at black
 * and white, rounded to the nearest value.
 */
export function toneTable({ brightness, contrast, gamma }: Tone): Uint8ClampedArray {
  const slope = 4 ** contrast;
  return Uint8ClampedArray.from({ length: 256 }, (_, value) => {
    const curved = (value / 255) ** (1 / gamma);
    return 255 * ((curved - 0.5) * slope + 0.5 + brightness);
  });
}

/** Puts every colour value through a table; how opaque a pixel is stays. */
export function applyTable(rgba: Uint8ClampedArray, table: Uint8ClampedArray): void {
  for (let i = 0; i < rgba.length; i += 4) {
    rgba[i] = table[rgba[i] ?? 0] ?? 0;
    rgba[i + 1] = table[rgba[i + 1] ?? 0] ?? 0;
    rgba[i + 2] = table[rgba[i + 2] ?? 0] ?? 0;
  }
}
