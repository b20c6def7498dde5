import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { get, send } from "../access/api.ts";
import type { ImagePoint } from "../views/points.ts";

const Batch = z.object({
  id: z.string(),
  project: z.string(),
  label: z.string(),
  state: z.enum(["open", "checking", "staged", "released", "withdrawn"]),
  created: z.string(),
});
export type Batch = z.output<typeof Batch>;

const Standing = z.object({
  batch: Batch,
  pictures: z.number(),
  waiting: z.number(),
  refused: z.number(),
  faces: z.number(),
  bystanders: z.number(),
  rows: z.array(
    z.object({
      line: z.number(),
      uploaded: z.boolean(),
      reason: z.nullable(z.string()),
      sentence: z.nullable(z.string()),
    }),
  ),
});
export type Standing = z.output<typeof Standing>;

const ManifestAnswer = z.object({
  dryRun: z.boolean(),
  accepted: z.number(),
  refused: z.number(),
  rows: z.array(
    z.object({
      line: z.number(),
      accepted: z.boolean(),
      reason: z.nullable(z.string()),
      sentence: z.nullable(z.string()),
    }),
  ),
});
export type ManifestAnswer = z.output<typeof ManifestAnswer>;

const PictureAnswer = z.object({
  id: z.string(),
  format: z.string(),
  width: z.number(),
  height: z.number(),
  orientation: z.number(),
});

const ReviewedRow = z.object({
  line: z.number(),
  imageBox: z.nullable(z.tuple([z.number(), z.number(), z.number(), z.number()])),
  view: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  sentence: z.nullable(z.string()),
});
export type ReviewedRow = z.output<typeof ReviewedRow>;

const ViewAnswer = z.object({
  id: z.string(),
  width: z.number(),
  height: z.number(),
  state: z.string(),
  detector: z.string(),
});

const Reviewed = z.object({
  id: z.string(),
  reference: z.string(),
  state: z.string(),
  reason: z.nullable(z.string()),
  sentence: z.nullable(z.string()),
  width: z.number(),
  height: z.number(),
  orientation: z.number(),
  bystanders: z.number(),
  views: z.array(ViewAnswer),
  rows: z.array(ReviewedRow),
});
export type Reviewed = z.output<typeof Reviewed>;

export const batchesQuery = (project: string) =>
  queryOptions({
    queryKey: ["batches", "of", project],
    queryFn: () => get(z.array(Batch), `/api/v1/projects/${project}/batches`),
  });

export const standingQuery = (id: string) =>
  queryOptions({
    queryKey: ["batches", id],
    queryFn: () => get(Standing, `/api/v1/batches/${id}`),
    // Workers are looking at the pictures: ask again until they are through.
    refetchInterval: (query) => (query.state.data?.batch.state === "checking" ? 1500 : false),
  });

/** Fetched only when somebody asks to see: every answer is a record in the trail. */
export const reviewQuery = (id: string) =>
  queryOptions({
    queryKey: ["review", id],
    queryFn: () => get(z.array(Reviewed), `/api/v1/batches/${id}/review`),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });

export function createBatch(project: string, label: string): Promise<Batch> {
  return get(Batch, `/api/v1/projects/${project}/batches`, { method: "POST", json: { label } });
}

export function sendManifest(id: string, file: Blob, dryRun: boolean): Promise<ManifestAnswer> {
  return get(ManifestAnswer, `/api/v1/batches/${id}/manifest?dryRun=${dryRun}`, {
    method: "POST",
    body: file,
    type: "text/csv",
  });
}

export function sendPicture(id: string, file: File): Promise<z.output<typeof PictureAnswer>> {
  return get(PictureAnswer, `/api/v1/batches/${id}/files`, {
    method: "POST",
    body: file,
    headers: { "Visor-File-Name": encodeURIComponent(file.name) },
  });
}

export function closeBatch(id: string): Promise<Batch> {
  return get(Batch, `/api/v1/batches/${id}/close`, { method: "POST" });
}

export function releaseBatch(id: string): Promise<Batch> {
  return get(Batch, `/api/v1/batches/${id}/release`, { method: "POST" });
}

/** Gives a reported view back to the annotators. */
export async function restoreView(id: string): Promise<void> {
  await send(`/api/v1/views/${id}/restore`, { method: "POST" });
}

/** Has the view of a claimed face made from a drawn outline. */
export function drawOutline(
  picture: string,
  row: number,
  imagePoints: readonly ImagePoint[],
): Promise<z.output<typeof ViewAnswer>> {
  return get(ViewAnswer, `/api/v1/assets/${picture}/outlines`, {
    method: "POST",
    json: { row, imagePoints },
  });
}

const Withdrawn = z.object({ batch: Batch, sentence: z.string() });

export function withdrawBatch(id: string): Promise<z.output<typeof Withdrawn>> {
  return get(Withdrawn, `/api/v1/batches/${id}/withdraw`, { method: "POST" });
}
