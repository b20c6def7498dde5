import type { StepName } from "./proof.ts";

const steps: Readonly<Record<StepName, string>> = {
  record: "The proof is of this record, in this log",
  leaf: "SHA-256(0x00 ‖ record) is the stated leaf hash",
  checkpoint: "The log's signed head is well-formed, of the same size, and of the log whose keys these are",
  index: "The leaf's place lies inside the log",
  path: "The audit path leads from the leaf to the signed root and is used up on the way (RFC 6962)",
  ed25519: "The log's Ed25519 signature on the head is true",
  "ml-dsa-44": "The log's ML-DSA-44 signature on the head is true",
};

/** How an act can end. */
const outcomes: Readonly<Record<string, string>> = {
  done: "done",
  sent: "sent completely",
  aborted: "broken off",
  failed: "failed",
  waits: "waits for a person",
  refused: "refused",
};

/** The shapes of records, as groups of acts. */
const groups: Readonly<Record<string, string>> = {
  lifecycle: "Visor itself",
  session: "Signing in and out",
  refusal: "Refusals",
  change: "Changes",
  disclosure: "Something is about to be shown or handed out",
  "key-use": "Keys",
  processing: "Work of machines",
  work: "Work of annotators and reviewers",
  query: "Reading the trail",
  approval: "Approvals by a second person",
  outcome: "How acts ended",
};

const NUMBER = new Intl.NumberFormat("en-GB");

/** What the pages of `reading` say. */
export const words = {
  title: "Search the audit trail",
  help: "Who saw which face, when, why: everything that the log of your organisation holds. Each search, and each page of it, is itself recorded. Who acted stays known for the trail's life: erasing an account removes its profile and figures, not its name here. Times are in UTC.",
  form: "What to look for",
  pseudonym: "Pseudonym",
  pseudonymHelp: "Of the person in the picture, as the client gave it.",
  name: "Name",
  nameHelp: "Of whoever acted, written out. Capitals do not matter.",
  action: "What was done",
  outcome: "How it ended",
  outcomes,
  groups,
  any: "anything",
  from: "From (UTC)",
  fromHelp: "Including this time.",
  until: "Until (UTC)",
  untilHelp: "Without this time.",
  project: "Project",
  purpose: "Purpose",
  object: "Object",
  objectHelp: "As a record shows it, such as view: and its identifier.",
  labels: { actor: "Acted by", subject: "About the person" },
  remove: "Remove",
  drop: (what: string) => `Remove: ${what}`,
  search: "Search",
  searching: "Searching",
  results: "Records",
  count: (number: number, more: boolean) => {
    if (number === 0) {
      return "Nothing in the trail fits.";
    }
    const said = NUMBER.format(number);
    return more ? `More than ${said} records` : `${said} ${number === 1 ? "record" : "records"}`;
  },
  shown: (number: number) => `· the newest ${NUMBER.format(number)} are shown`,
  missing: (number: number) =>
    `${NUMBER.format(number)} ${number === 1 ? "record is" : "records are"} durable but not searchable yet, and may be missing here. Please search again shortly.`,
  narrow: "A narrower search, by time for example, is counted exactly. An export holds all of it.",
  more: "More",
  caption: "Records, newest first, times in UTC",
  columns: {
    time: "Time",
    who: "Who",
    role: "Role",
    purpose: "Purpose",
    basis: "Basis",
    what: "What",
    outcome: "Outcome",
    proof: "Record",
  },
  allBy: (who: string) => `${who}: everything by this actor`,
  pending: "not yet in the log",
  open: "Open",
  openLabel: (what: string, time: string) => `Open: ${what} ${time}`,
  take: "Take it away",
  takeHelp:
    "A file of everything that this search finds, each row with its place in the log. It holds labels; taking it is recorded.",
  withNames: "With the names of whoever acted; the record of the export says so",
  formats: {
    csv: "CSV",
    ocsf: "OCSF",
    fhir: "FHIR AuditEvent",
    cef: "CEF lines",
    syslog: "CEF for syslog over TLS",
  },
  fileNames: {
    csv: "trail.csv",
    ocsf: "trail.ocsf.jsonl",
    fhir: "trail.fhir.ndjson",
    cef: "trail.cef.log",
    syslog: "trail.cef.syslog",
  },
  taking: "Writing the file",
  taken: "The file is in your downloads.",
  recordTitle: "A record of the audit trail",
  notYet:
    "This record is durable but has no place in the log yet. Load the page again in a moment for its proof.",
  here: (time: string) => `(${time} where you are)`,
  noName: "The name can no longer be opened: the person was erased.",
  objects: "On",
  began: "Began with",
  toIntent: "the record of what was intended",
  sealed: {
    "decision-input": "Decided from",
    reason: "Why, in the person's words",
  } as Record<string, string>,
  record: "Record",
  path: "Audit path",
  pathOf: (count: number) =>
    `${count} ${count === 1 ? "hash" : "hashes"} from the record up to the signed root`,
  pathHelp:
    "Each is hashed together with what lies below it; the last result has to be the root that the log signed.",
  proofTitle: (index: number) => `Proof of record ${index}`,
  proven: "Proven: this record stands in the log, unaltered.",
  refuted: "Not proven: do not rely on this record. Please tell the operator, and keep this page.",
  steps,
  passed: "passed",
  failed: "failed",
  log: "Log",
  size: "Records in the log",
  keys: "Keys of the log",
  keysHelp:
    "The browser checked everything itself but whose keys these are: compare them with those you were given.",
  reportTitle: "For the person who asks",
  reportHelp:
    "Everything that the trail holds about one person, to hand on: proved record by record, and proved to be all. Making it is recorded.",
  reportPseudonym: "The person who asks, as the client named them",
  report: "Make the report",
  reporting: "Making the report",
  reported: "The report was saved. It names the person and opens their records: hand it to nobody else.",
  checking: "Checking",
} as const;
