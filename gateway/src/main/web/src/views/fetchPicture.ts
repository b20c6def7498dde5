import { send } from "../access/api.ts";
import { isTiff } from "./isTiff.ts";
import { withoutOrientation } from "./orientation.ts";

export interface FetchedPicture {
  /** To be closed by whoever asked for it. */
  readonly bitmap: ImageBitmap;
  /** The record of this delivery in the trail. */
  readonly receipt: string | null;
}

/**
 * Fetches a picture that nothing on the way may keep. It never becomes an element or an address, only pixels in memory.
 *
 * @param raster `stored` leaves the pixels as they lie in the file; `upright` turns them as the file says
 */
export async function fetchPicture(
  path: string,
  raster: "stored" | "upright",
  headers: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<FetchedPicture> {
  const answer = await send(path, {
    headers: {
      Accept: "image/png, image/jpeg, image/webp, image/bmp, image/tiff, application/problem+json",
      ...headers,
    },
    ...(signal === undefined ? {} : { signal }),
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const bitmap = await createImageBitmap(await drawable(bytes, raster), {
    // The pixels as they were annotated, not as a screen would like them.
    premultiplyAlpha: "none",
  });
  return { bitmap, receipt: answer.headers.get("Visor-Receipt") };
}

async function drawable(
  bytes: Uint8Array<ArrayBuffer>,
  raster: "stored" | "upright",
): Promise<ImageBitmapSource> {
  if (isTiff(bytes)) {
    // No view is one: who only ever sees views does not fetch what reads them.
    const { tiffPixels } = await import("./tiff.ts");
    const { rgba, width, height } = await tiffPixels(bytes, raster === "upright");
    return new ImageData(rgba, width, height);
  }
  return new Blob(raster === "stored" ? withoutOrientation(bytes) : [bytes]);
}
