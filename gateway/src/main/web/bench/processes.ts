import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** How many of the kernel's ticks make a second; Linux tells times of processes in them. */
const TICKS = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** User and system time, and that of children that have ended; seconds. */
  readonly cpu: number;
}

/** CPU seconds that a process and all that it started have used. */
export function cpuOfTree(root: number): number {
  const all = processes();
  const wanted = new Set([root]);
  // Children have mostly, not always, the higher number: go round until none is added.
  for (let before = 0; before !== wanted.size; ) {
    before = wanted.size;
    for (const { pid, parent } of all) {
      if (wanted.has(parent)) {
        wanted.add(pid);
      }
    }
  }
  return all.filter(({ pid }) => wanted.has(pid)).reduce((sum, { cpu }) => sum + cpu, 0);
}

function processes(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => read(Number(name)))
    .filter((process) => process !== null);
}

function read(pid: number): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name may hold anything, brackets too: what follows begins behind the last one.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const time = (field: number) => Number(fields[field - 3]);
    return { pid, parent: time(4), cpu: (time(14) + time(15) + time(16) + time(17)) / TICKS };
  } catch {
    // It ended meanwhile.
    return null;
  }
}
