import type * as z from "zod/mini";
import { keepPromise } from "../trail/promises.ts";
import { Problem, problemFrom } from "./problem.ts";

/** How a call differs from a plain GET. */
export interface Call {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, with its type. */
  readonly body?: Blob | string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Whether an answer that points elsewhere is followed; the page's policy lets it lead to the gateway only. */
  readonly redirect?: "follow" | "manual";
}

/**
 * Calls the gateway.
 *
 * @throws Problem where it refuses
 */
export async function send(path: string, call: Call = {}): Promise<Response> {
  const headers = new Headers(call.headers);
  // Without these two a refused call would be taken for the page to return to after sign-in.
  headers.set("X-Requested-With", "XMLHttpRequest");
  if (!headers.has("Accept")) {
    headers.set("Accept", "application/json, application/problem+json");
  }
  const method = call.method ?? "GET";
  if (method !== "GET") {
    headers.set("X-XSRF-TOKEN", cookie("XSRF-TOKEN"));
  }
  const body = call.json === undefined ? call.body : JSON.stringify(call.json);
  if (body !== undefined) {
    headers.set(
      "Content-Type",
      call.json === undefined ? (call.type ?? "application/octet-stream") : "application/json",
    );
  }
  const answer = await fetch(path, {
    method,
    headers,
    cache: "no-store",
    credentials: "same-origin",
    redirect: call.redirect ?? "follow",
    ...(body === undefined ? {} : { body }),
    ...(call.signal === undefined ? {} : { signal: call.signal }),
  });
  keepPromise(answer);
  if (!answer.ok && answer.type !== "opaqueredirect") {
    throw problemFrom(answer.status, answer.headers.get("Content-Type"), await answer.text());
  }
  return answer;
}

/** Calls the gateway and reads its answer by a schema; null where there is none (204). */
export async function ask<T extends z.ZodMiniType>(
  schema: T,
  path: string,
  call: Call = {},
): Promise<z.output<T> | null> {
  const answer = await send(path, call);
  if (answer.status === 204) {
    return null;
  }
  return read(schema, answer.status, await answer.json());
}

/**
 * Reads an answer's JSON by a schema.
 *
 * @throws Problem where it is not as the schema says
 */
export function read<T extends z.ZodMiniType>(schema: T, status: number, json: unknown): z.output<T> {
  const found = schema.safeParse(json);
  if (!found.success) {
    throw new Problem(status, "unreadable", "The gateway gave an answer that this page does not know.", null);
  }
  return found.data;
}

/** The same where an answer always has a body. */
export async function get<T extends z.ZodMiniType>(
  schema: T,
  path: string,
  call: Call = {},
): Promise<z.output<T>> {
  const answer = await ask(schema, path, call);
  if (answer === null) {
    throw new Problem(204, "unreadable", "The gateway gave an empty answer.", null);
  }
  return answer;
}

function cookie(name: string): string {
  for (const one of document.cookie.split("; ")) {
    if (one.startsWith(`${name}=`)) {
      return decodeURIComponent(one.slice(name.length + 1));
    }
  }
  return "";
}
