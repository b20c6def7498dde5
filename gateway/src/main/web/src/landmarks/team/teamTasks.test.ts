import { expect, test } from "vitest";
import { called, type Member, receivers, type TeamTask } from "./teamTasks.ts";

const TASK: TeamTask = {
  id: "t1",
  team: "north",
  purpose: "pain-assessment",
  state: "held",
  secondLook: false,
  due: "2026-11-28T10:00:00Z",
  priority: 3,
  holder: "anna-0001-0002",
  heldSince: "2026-11-28T09:00:00Z",
  keptFor: null,
  returned: 0,
  skips: [],
};
const MEMBERS: Member[] = [
  { team: "north", person: "anna-0001-0002", name: "Anna" },
  { team: "north", person: "zoe-00010002", name: null },
  { team: "north", person: "ben-0001-0002", name: "Ben" },
  { team: "south", person: "carl-0001-002", name: "Carl" },
];

test("a task goes to another of its own team", () => {
  expect(receivers(TASK, MEMBERS).map(({ person }) => person)).toEqual(["ben-0001-0002", "zoe-00010002"]);
  expect(receivers({ ...TASK, holder: null }, MEMBERS)).toHaveLength(3);
});

test("whoever has no name yet is called by the beginning of a number", () => {
  expect(called("ben-0001-0002", MEMBERS)).toBe("Ben");
  expect(called("zoe-00010002", MEMBERS)).toBe("zoe-0001");
  expect(called("gone-0001-0002", MEMBERS)).toBe("gone-000");
});
