import { clahe } from "./clahe.ts";
import { applyTable, isPlain, type Tone, toneTable } from "./tone.ts";

/** The picture as somebody wants to see it, worked out once for each setting. It lives in memory, and not after `close`. */
export class TonedPicture {
  readonly #bitmap: ImageBitmap;
  #tone: Tone | null = null;
  #toned: OffscreenCanvas | null = null;

  constructor(bitmap: ImageBitmap) {
    this.#bitmap = bitmap;
  }

  /** What is to be drawn: the picture as it was sent where the tone is plain. */
  under(tone: Tone): ImageBitmap | OffscreenCanvas {
    if (isPlain(tone)) {
      this.close();
      return this.#bitmap;
    }
    if (this.#toned === null || this.#tone !== tone) {
      this.#toned = this.#make(tone);
      this.#tone = tone;
    }
    return this.#toned;
  }

  /** Lets go of the pixels. */
  close(): void {
    if (this.#toned !== null) {
      this.#toned.width = 0;
      this.#toned.height = 0;
    }
    this.#toned = null;
    this.#tone = null;
  }

  #make(tone: Tone): OffscreenCanvas {
    const { width, height } = this.#bitmap;
    const canvas = this.#toned ?? new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) {
      throw new Error("A 2D context is to be had");
    }
    context.drawImage(this.#bitmap, 0, 0);
    const pixels = context.getImageData(0, 0, width, height);
    if (tone.local > 0) {
      clahe(pixels.data, width, height, tone.local);
    }
    applyTable(pixels.data, toneTable(tone));
    context.putImageData(pixels, 0, 0);
    return canvas;
  }
}
