import { expect, test } from "vitest";
import { History } from "./history.ts";

test("undoes and does again, a whole drag at once", () => {
  const history = new History("a");
  history.step("b");
  history.amend("b1");
  history.amend("b2");
  history.step("c");
  history.undo();
  expect(history.now).toBe("b2");
  history.undo();
  expect(history.now).toBe("a");
  history.undo();
  expect(history.now).toBe("a");
  history.redo();
  expect(history.now).toBe("b2");
});

test("forgets what was undone once something else is done", () => {
  const history = new History(1);
  history.step(2);
  history.undo();
  history.step(3);
  history.redo();
  expect(history.now).toBe(3);
});
