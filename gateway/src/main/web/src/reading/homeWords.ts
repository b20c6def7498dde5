const NUMBER = new Intl.NumberFormat("en-GB");
const UNITS = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** A number of records, with its noun. */
function records(count: number): string {
  return `${NUMBER.format(count)} ${count === 1 ? "record" : "records"}`;
}

/** Bytes as people read them, in steps of a thousand. */
export function bytes(count: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, Math.abs(count))) / 3));
  const value = count / 1000 ** step;
  return `${step === 0 ? value : value.toFixed(1)} ${UNITS[step]}`;
}

/** What the officer's home page says. */
export const homeWords = {
  title: "How the trail stands",
  log: "The log",
  noHead: "Nothing was published yet.",
  head: (size: number, time: string) => `It holds ${records(size)}; its newest head was signed ${time}.`,
  noTime: "at no stated time",
  verification: "Last verification",
  neverVerified: "Visor has not verified it yet. It does so within minutes of its start, and then daily.",
  verified: (time: string, size: number, since: number) =>
    `Passed ${time}: ${records(size)}, from the signatures to the last record.${
      since === 0 ? "" : ` ${records(since)} came since.`
    }`,
  failed: (time: string, fault: string) =>
    `Not passed ${time}. ${fault}${fault.endsWith(".") ? "" : "."} Please tell the operator, and keep a copy of the log.`,
  witnesses: "Witnesses outside",
  noWitness: "None is named: the signatures are the operator's own.",
  noQuorum: "They are named, but not enough of them have signed yet.",
  alarmed: "A witness knows another history of the trail: a person has to look.",
  quorum: (count: number, size: number, time: string) =>
    `${count} ${count === 1 ? "witness" : "witnesses"} signed for the first ${records(size)}, until ${time}.`,
  stamps: "Time stamps",
  noAuthority: "No time stamping authority is named.",
  noToken: "An authority is named, but gave no token yet.",
  stamped: (size: number, time: string) => `An authority vouched for the first ${records(size)} ${time}.`,
  space: "Room for the trail",
  full: (days: number, time: string) =>
    days === 0
      ? `The store will be full within a day (${time}). From then on nobody is shown anything: the operator has to make room now.`
      : `The store will be full in ${days} ${days === 1 ? "day" : "days"} (${time}). From then on nobody is shown anything: the operator has to make room before.`,
  room: (folders: number, tables: number, growth: number, free: number) =>
    `All logs take ${bytes(folders)} in files and ${bytes(tables)} in the database, ${bytes(growth)} more than two weeks ago; ${bytes(free)} are free.`,
  findings: "Open findings",
  findingsTable: "What waits, those due first",
  noFindings: "Nothing waits for anybody.",
  moreFindings: "There are more than these.",
  findingColumns: { due: "Due", severity: "Severity", sentence: "What", owner: "Whose", created: "Found" },
  overdue: "overdue",
  noDate: "no date",
} as const;
