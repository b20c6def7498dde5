/**
 * What the gateway says when it does not do as asked (RFC 9457): a stable reason for programs, one sentence for people, a
 * request id for whoever helps.
 */
export class Problem extends Error {
  readonly status: number;
  readonly reason: string;
  readonly requestId: string | null;

  constructor(status: number, reason: string, sentence: string, requestId: string | null) {
    super(sentence);
    this.name = "Problem";
    this.status = status;
    this.reason = reason;
    this.requestId = requestId;
  }

  /** Whether a second factor would help. */
  get wantsStepUp(): boolean {
    return this.reason === "step-up-required";
  }

  /** Whether signing in would help. */
  get wantsSignIn(): boolean {
    return this.status === 401 && !this.wantsStepUp;
  }
}

const UNREADABLE = "The gateway gave an answer that cannot be read. Please try again.";

/** Reads an answer's body; one that is no problem document is never shown. */
export function problemFrom(status: number, contentType: string | null, body: string): Problem {
  if (!(contentType ?? "").startsWith("application/problem+json")) {
    return new Problem(status, "unreadable", UNREADABLE, null);
  }
  let document: unknown;
  try {
    document = JSON.parse(body);
  } catch {
    return new Problem(status, "unreadable", UNREADABLE, null);
  }
  const reason = field(document, "reason");
  const detail = field(document, "detail");
  return new Problem(status, reason ?? "unreadable", detail ?? UNREADABLE, field(document, "request"));
}

/** What went wrong, whatever was thrown. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) {
    return thrown;
  }
  if (thrown instanceof TypeError) {
    return new Problem(
      0,
      "unreachable",
      "The gateway cannot be reached. Nothing was lost; please try again.",
      null,
    );
  }
  return new Problem(0, "unexpected", UNREADABLE, null);
}

function field(document: unknown, name: string): string | null {
  if (typeof document !== "object" || document === null) {
    return null;
  }
  const value = (document as Record<string, unknown>)[name];
  return typeof value === "string" && value.length > 0 ? value : null;
}
