import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { get } from "../access/api.ts";
import { imagePoint } from "../views/points.ts";
import { words } from "./words.ts";

const Export = z.object({
  id: z.string(),
  batch: z.string(),
  faces: z.number(),
  masks: z.boolean(),
  created: z.string(),
  delivery: z.enum(["plain", "sealed", "reseal"]),
  sealedTo: z.array(z.string()),
});
export type Export = z.output<typeof Export>;

/** How an export leaves, in words. */
export function delivered(delivery: Export["delivery"], sealedTo: readonly string[]): string {
  return delivery === "sealed" ? words.sealedTo(sealedTo.length) : words.deliveries[delivery];
}

/** A point of the original; null where its state has no place. */
const Point = z.pipe(
  z.object({ x: z.nullable(z.number()), y: z.nullable(z.number()), state: z.string() }),
  z.transform(({ x, y, state }) => ({ place: x === null || y === null ? null : imagePoint(x, y), state })),
);

const Check = z.object({
  roundTripViewPixels: z.number(),
  readBackImagePixels: z.number(),
  masks: z.number(),
  coordinates: z.string(),
  pictures: z.array(
    z.object({
      id: z.string(),
      reference: z.string(),
      width: z.number(),
      height: z.number(),
      orientation: z.number(),
      faces: z.array(z.object({ id: z.string(), imagePoints: z.array(Point) })),
    }),
  ),
});
export type Check = z.output<typeof Check>;
export type CheckedPicture = Check["pictures"][number];

export const exportsQuery = (project: string, batch: string) =>
  queryOptions({
    queryKey: ["exports", batch],
    queryFn: () => get(z.array(Export), `/api/v1/projects/${project}/exports?batch=${batch}`),
  });

export const checkQuery = (id: string) =>
  queryOptions({
    queryKey: ["exports", id, "check"],
    queryFn: () => get(Check, `/api/v1/exports/${id}/check`),
    // Landmarks are biometric data: they leave the memory with the page.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Seals an export to the keys that are registered now. */
export function resealExport(id: string): Promise<Export> {
  return get(Export, `/api/v1/exports/${id}/reseal`, { method: "POST" });
}

export function createExport(project: string, batch: string, masks: boolean): Promise<Export> {
  return get(Export, `/api/v1/projects/${project}/exports`, {
    method: "POST",
    json: { batch, coordinates: "stored", masks },
  });
}
