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

/** What the pages of `reading` say. */
export const words = {
  title: "Who saw this face?",
  help: "Every access to a person's pictures, views and landmarks, by the pseudonym that the client gave. Asking is itself recorded.",
  pseudonym: "Pseudonym",
  ask: "Ask",
  none: "The trail holds nothing about this person.",
  found: (count: number) => `${count} ${count === 1 ? "record" : "records"}`,
  more: "More",
  caption: (pseudonym: string) => `Records about ${pseudonym}`,
  columns: {
    time: "Time",
    who: "Who",
    role: "Role",
    purpose: "Purpose",
    basis: "Basis",
    what: "What",
    outcome: "Outcome",
    proof: "Proof",
  },
  pending: "not yet in the log",
  prove: "Prove",
  proveLabel: (what: string, time: string) => `Prove: ${what}, ${time}`,
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
  report: "Report for this person",
  reporting: "Making the report",
  reported: "The report was saved. It names the person and opens their records: hand it to nobody else.",
  close: "Close",
  checking: "Checking",
} as const;
