import type { Ground } from "./erasures.ts";

/** What the page of erasures says. */
export const erasureWords = {
  title: "Erasures",
  help: "Erasing a person destroys the keys of everything about them: pictures, views, landmarks, exports, and the names in the trail. The records stay, and with them every proof; who saw the face stays answerable, because whoever looked keeps a name. It cannot be taken back.",
  loading: "Looking for erasures…",
  none: "Nobody was erased yet.",
  table: "Erasures, the newest first",
  columns: {
    subject: "Person",
    ground: "Ground",
    asked: "Asked for",
    unreadable: "Unreadable since",
    backups: "In backups",
    what: "What went",
    receipt: "Receipt",
  },
  grounds: {
    "not-needed": "No longer needed, 17(1)(a)",
    "consent-withdrawn": "Consent withdrawn, 17(1)(b)",
    objection: "Objection, 17(1)(c)",
    unlawful: "Unlawful, 17(1)(d)",
    "legal-duty": "A law demands it, 17(1)(e)",
  } satisfies Record<Ground, string>,
  underWay: "under way",
  by: (time: string) => `by ${time}`,
  since: (time: string) => `since ${time}`,
  went: (objects: number, blanked: number, destroyed: number) =>
    [
      `${objects} ${objects === 1 ? "object" : "objects"}`,
      ...(blanked > 0 ? [`${blanked} shared ${blanked === 1 ? "picture" : "pictures"} blanked`] : []),
      ...(destroyed > 0 ? [`${destroyed} shared ${destroyed === 1 ? "picture" : "pictures"} destroyed`] : []),
    ].join(", "),
  save: "Save (zip)",
  saveNamed: (number: number) => `Save the receipt of erasure ${number}`,
  erase: "Erase a person",
  pseudonym: "Pseudonym",
  pseudonymHelp: "As the client's manifest has it.",
  ground: "Ground",
  group: "Pictures that show others, too",
  blank: "Take the person out, keep the others",
  destroy: "Destroy them whole",
  next: "Erase…",
  sure: (pseudonym: string) =>
    `Erase ${pseudonym}? Everything about this person becomes unreadable, in restored backups too. Nobody can bring it back.`,
  yes: "Erase",
  no: "Do not erase",
  erasing: "Erasing…",
} as const;
