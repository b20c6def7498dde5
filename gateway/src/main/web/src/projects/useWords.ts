import type { Exception, Kind, Setting } from "./uses.ts";

/** What the pages say about a project's use. */
export const useWords = {
  use: "What the landmarks are for",
  kinds: {
    measurement: "Measuring: nothing is inferred about the persons",
    "emotion-inference": "Inferring emotions or intentions",
    "deception-detection": "Finding out whether somebody lies",
    "security-screening": "Screening for risks to security",
  } satisfies Record<Kind, string>,
  setting: "Where the persons are seen",
  settings: {
    workplace: "At work, or applying for it",
    education: "At a school or university, or applying there",
    "health-care": "In medical care",
    research: "As volunteers of a study",
    commerce: "In shops, advertising, entertainment",
    "public-security": "By police, courts, at borders",
    other: "Elsewhere",
  } satisfies Record<Setting, string>,
  exception: "Exception",
  noException: "None",
  exceptions: { medical: "Medical reasons", safety: "Safety reasons" } satisfies Record<Exception, string>,
  prohibited:
    "The AI Act, Article 5(1)(f), prohibits this. Only medical or safety reasons make it lawful, and your compliance officer has to agree before the first picture comes in.",
  reason: "Why the exception holds",
  law: "The law that allows it",
  lawHelp: "Its name and section.",
  notice: "How the persons are told",
  noticeHelp: "And since when: the AI Act, Article 50(3), asks for it.",
  waits: "not agreed to yet: no picture is taken in",
  agreed: (when: string) => `agreed to by a second person on ${when}`,
  agree: "Agree to the exception",
  agreeing: "Agreeing…",
};
