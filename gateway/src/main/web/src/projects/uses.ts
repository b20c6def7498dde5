/** What a project's landmarks are for, and what the form asks for because of it. The gateway's policies decide. */
import * as z from "zod/mini";

export const Use = z.object({
  kind: z.string(),
  setting: z.string(),
  exception: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  law: z.nullable(z.string()),
  notice: z.nullable(z.string()),
  agreed: z.nullable(z.string()),
});
export type Use = z.output<typeof Use>;

export const KINDS = [
  "measurement",
  "emotion-inference",
  "deception-detection",
  "security-screening",
] as const;
export type Kind = (typeof KINDS)[number];

export const SETTINGS = [
  "workplace",
  "education",
  "health-care",
  "research",
  "commerce",
  "public-security",
  "other",
] as const;
export type Setting = (typeof SETTINGS)[number];

export const EXCEPTIONS = ["medical", "safety"] as const;
export type Exception = (typeof EXCEPTIONS)[number];

/** What was filled in so far. */
export interface Draft {
  readonly kind: Kind;
  readonly setting: Setting;
  readonly exception: Exception | "";
  readonly reason: string;
  readonly law: string;
  readonly notice: string;
}

export const MEASURING: Draft = {
  kind: "measurement",
  setting: "other",
  exception: "",
  reason: "",
  law: "",
  notice: "",
};

/** Whether emotions may be inferred there only by an exception: Article 5(1)(f) of the AI Act. */
export function prohibited(draft: Draft): boolean {
  return (
    draft.kind === "emotion-inference" && (draft.setting === "workplace" || draft.setting === "education")
  );
}

/** Whether a law has to be named. */
export function needsLaw(draft: Draft): boolean {
  return draft.kind === "deception-detection" || draft.kind === "security-screening";
}

/** What is sent: nothing that was filled in for another use. */
export function stated(draft: Draft): Record<string, string> {
  if (draft.kind === "measurement") {
    return { kind: draft.kind };
  }
  const sent: Record<string, string> = { kind: draft.kind, setting: draft.setting };
  if (prohibited(draft) && draft.exception !== "") {
    sent.exception = draft.exception;
    sent.reason = draft.reason.trim();
  }
  if (needsLaw(draft)) {
    sent.law = draft.law.trim();
  }
  if (draft.kind === "emotion-inference") {
    sent.notice = draft.notice.trim();
  }
  return sent;
}
