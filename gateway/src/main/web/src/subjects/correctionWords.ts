import type { Declared } from "./corrections.ts";

/** What the page of corrections says. */
export const correctionWords = {
  title: "Corrections",
  help: "A face that was declared for the wrong person becomes the right person's in everything: picture, view, landmarks, comments and exports. What was recorded before stays in the records of the person it was recorded about; one record about both says that they belong together.",
  loading: "Looking for corrections…",
  none: "No face was given to another person yet.",
  table: "Corrections, the newest first",
  columns: {
    picture: "Picture, line",
    from: "Declared for",
    to: "Whose it is",
    asked: "Asked for",
    moved: "Done",
  },
  underWay: "under way",
  done: (time: string, objects: number) => `${time}, ${objects} ${objects === 1 ? "object" : "objects"}`,
  find: "Correct a face",
  from: "Declared for (pseudonym)",
  fromHelp: "As the client's manifest has it. The list of this person's pictures is recorded.",
  list: "Show the pictures",
  listing: "Looking…",
  nothing: "No picture is declared for this person.",
  face: "Face",
  described: (face: Declared) =>
    `${face.reference ?? face.picture}, line ${face.line}${face.box === null ? "" : `, at ${face.box}`}`,
  to: "Whose face it is (pseudonym)",
  toHelp: "Known or new.",
  consent: "Reference of that person's consent",
  consentHelp: "Without a consent in force nobody is shown the face.",
  reason: "Reason",
  reasonHelp: "For the trail; only your organisation's officers read it.",
  next: "Correct…",
  sure: (from: string, to: string) =>
    `Give this face from ${from} to ${to}? Both persons' records will say so.`,
  yes: "Correct",
  no: "Do not correct",
  correcting: "Correcting…",
} as const;
