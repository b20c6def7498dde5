import type { Page } from "playwright-core";
import { type Checks, expect } from "./checks.ts";
import type { Line } from "./client.ts";
import type { Visitor } from "./Visitor.ts";

/** Takes faces until one of this batch comes, drags a point, submits, and reads the record's number. */
export async function annotatorWorks(checks: Checks, anna: Visitor, line: Line): Promise<void> {
  const { page } = anna;
  await anna.signIn();
  await page.getByRole("button", { name: "Next face" }).waitFor();
  await checks.that("the annotator's first page is clean", () => anna.looksRight("07-next-face"));
  for (let taken = 0; taken < 60; taken++) {
    await page.getByRole("button", { name: "Next face" }).click();
    await page.getByRole("button", { name: "Confirm all" }).waitFor();
    if (await page.getByText(line.purpose).isVisible()) {
      break;
    }
    // A face that somebody else released before: it is done as well.
    await page.getByRole("button", { name: "Confirm all" }).click();
    await page.getByRole("button", { name: "Submit" }).click();
    await page.getByText(/^Saved/).waitFor();
  }

  await checks.that("68 suggestions wait, and none passes for a person's word", () =>
    page.getByText("68 suggestions nobody has looked at.").waitFor(),
  );
  await checks.that("a point follows the mouse by as much as it was pulled", () => dragSelected(page));
  await checks.that("the keyboard moves points, says their state and takes it back", () => byKeyboard(page));
  await checks.that("the least sure suggestion is one key away, and says what it is and how sure", () =>
    leastSure(page),
  );
  await checks.that("one key shows all keys, and Escape leads back to the picture", () => allKeys(page));
  await checks.that("a whole shape moves in its mode, and nothing moves outside of it", () =>
    wholeShape(page),
  );
  await checks.that("a change is saved by itself, and a reload keeps it with its steps", () =>
    reload(page, line),
  );
  await checks.that("nothing of the face stays on a hidden or a printed page", () => blanks(page));
  await checks.that("the editor is clean", () => anna.looksRight("08-editor"));

  await page.getByRole("button", { name: "Confirm all" }).click();
  await page.getByText("Every point has been looked at.").waitFor();
  await page.getByRole("button", { name: "Submit" }).click();
  const saved = await checks.that("the answer names the record", async () => {
    const notice = page.getByText(/^Saved, record \d+$/);
    await notice.waitFor();
    return notice.textContent();
  });
  console.log(`          ${saved}`);
  await checks.that("the answer's page is clean", () => anna.looksRight("08-saved"));
}

/** Says of the next face of this batch that its view shows what it should not. */
export async function annotatorReports(checks: Checks, anna: Visitor, line: Line): Promise<void> {
  const { page } = anna;
  await anna.signIn();
  await page.getByRole("button", { name: "Next face" }).click();
  await page.getByText(line.purpose).waitFor();
  await page.getByRole("button", { name: "I see something I should not" }).click();
  await checks.that("reporting a view asks what was seen", async () => {
    await page.getByRole("dialog", { name: "What do you see?" }).waitFor();
    await anna.looksRight("12-report");
  });
  await page.getByRole("button", { name: "Somebody else's face" }).click();
  await checks.that("the reported view is gone from the page", async () => {
    await page.getByText("Thank you. The view is withheld").waitFor();
    expect((await page.locator(".editor canvas").count()) === 0, "The view is still there");
  });
}

/** Where the selected point is, in view pixels, as the panel says. */
async function place(page: Page): Promise<readonly [number, number]> {
  const text = (await page.locator(".panel .facts dd").first().textContent()) ?? "";
  const [x, y] = text.split(",").map(Number);
  expect(x !== undefined && y !== undefined && Number.isFinite(x + y), `The panel says ${text}`);
  return [x, y];
}

async function dragSelected(page: Page): Promise<void> {
  const canvas = page.locator(".editor canvas");
  const box = await canvas.boundingBox();
  const size = await page.locator(".editor canvas").evaluate((element) => ({
    width: element.clientWidth,
    height: element.clientHeight,
  }));
  expect(box !== null, "There is no canvas");
  // The tip of the nose: away from the edges, and from other points.
  for (let i = 0; i < 30; i++) {
    await page.getByRole("button", { name: "Next", exact: true }).click();
  }
  const [x, y] = await place(page);
  const view = await viewSize(page);
  const scale = Math.min(size.width / view.width, size.height / view.height);
  const from = {
    x: box.x + (size.width - view.width * scale) / 2 + x * scale,
    y: box.y + (size.height - view.height * scale) / 2 + y * scale,
  };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y + 4, { steps: 4 });
  await page.mouse.move(from.x + 24, from.y + 12, { steps: 4 });
  await page.mouse.up();
  const [nowX, nowY] = await place(page);
  const off = Math.hypot(nowX - x - 24 / scale, nowY - y - 12 / scale);
  expect(off < 0.02, `It went from ${x}, ${y} to ${nowX}, ${nowY} at scale ${scale}`);
  await page.getByText("moved by you").waitFor();
  await page.getByText("67 suggestions nobody has looked at.").waitFor();
}

async function viewSize(page: Page): Promise<{ width: number; height: number }> {
  const size = await page.locator(".editor canvas").evaluate((element) => ({
    width: Number(element.dataset.width),
    height: Number(element.dataset.height),
  }));
  expect(size.width > 0 && size.height > 0, "The canvas does not say how large the view is");
  return size;
}

async function leastSure(page: Page): Promise<void> {
  await page.locator(".editor canvas").focus();
  const within = page.getByText(/view pixels \(95 of 100\)$/);
  const seen: Array<readonly [string, number]> = [];
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press("u");
    const name = (await page.locator(".panel h2").first().textContent()) ?? "";
    seen.push([name, Number.parseFloat((await within.textContent()) ?? "")]);
    await page.keyboard.press(" ");
  }
  const [first, second, third] = seen;
  expect(
    first !== undefined && second !== undefined && third !== undefined,
    "Three suggestions were looked at",
  );
  expect(
    new Set(seen.map(([name]) => name)).size === 3 &&
      first[1] >= second[1] &&
      second[1] >= third[1] &&
      third[1] > 0,
    `Not the least sure first: ${seen.join("; ")}`,
  );
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press("Control+z");
  }
  // What the point is, as the schema defines it.
  await page.keyboard.press("u");
  await page
    .locator(".panel section p.faint")
    .first()
    .filter({ hasText: /^[A-Z].+\.$/ })
    .waitFor();
}

async function byKeyboard(page: Page): Promise<void> {
  await page.locator(".editor canvas").focus();
  const [x, y] = await place(page);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Alt+ArrowRight");
  const [nowX, nowY] = await place(page);
  expect(
    Math.abs(nowX - x - 1.1) < 0.011 && Math.abs(nowY - y + 10) < 0.011,
    `It went from ${x}, ${y} to ${nowX}, ${nowY}`,
  );
  await page.keyboard.press("2");
  expect(
    await page.getByRole("radio", { name: /occluded \(estimate\)/ }).isChecked(),
    "The state is not set",
  );
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press("Control+z");
  }
  const [backX, backY] = await place(page);
  expect(Math.hypot(backX - x, backY - y) < 0.011, `Undo led to ${backX}, ${backY}, not ${x}, ${y}`);
}

async function allKeys(page: Page): Promise<void> {
  await page.locator(".editor canvas").focus();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keys on the picture" });
  await sheet.waitFor();
  await sheet.getByText("move the whole shape, on or off").waitFor();
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  const back = await page.locator(".editor canvas").evaluate((canvas) => canvas === document.activeElement);
  expect(back, "The focus is elsewhere");
}

async function wholeShape(page: Page): Promise<void> {
  await page.locator(".editor canvas").focus();
  const [x, y] = await place(page);
  await page.keyboard.press("Shift+m");
  await page.keyboard.press("Shift+ArrowRight");
  const [movedX, movedY] = await place(page);
  expect(
    Math.abs(movedX - x - 10) < 0.011 && movedY === y,
    `It went from ${x}, ${y} to ${movedX}, ${movedY}`,
  );
  await page.getByText("laid with others, not looked at").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  const [backX] = await place(page);
  expect(Math.abs(backX - x) < 0.011, `Undo led to ${backX}, not ${x}`);
  // Without the mode the keys that turn and scale do nothing.
  await page.keyboard.press("q");
  await page.keyboard.press("d");
  const [stillX, stillY] = await place(page);
  expect(stillX === backX && stillY === y, "A point moved outside of the mode");
}

async function reload(page: Page, line: Line): Promise<void> {
  await page.locator(".editor canvas").focus();
  const name = await page.locator(".panel h2").first().textContent();
  const [x, y] = await place(page);
  await page.keyboard.press("ArrowRight");
  await page.getByText("Everything is saved.").waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Next face" }).click();
  await page.getByText(line.purpose).waitFor();
  await page.getByText("Your work on this face was kept in this browser").waitFor();
  await page.locator(".editor canvas").focus();
  for (let i = 0; i < 68 && (await page.locator(".panel h2").first().textContent()) !== name; i++) {
    await page.keyboard.press("n");
  }
  const [keptX] = await place(page);
  expect(Math.abs(keptX - x - 1) < 0.011, `It lies at ${keptX}, not a pixel right of ${x}`);
  await page.keyboard.press("Control+z");
  const [backX, backY] = await place(page);
  expect(Math.hypot(backX - x, backY - y) < 0.011, `Undo led to ${backX}, ${backY}, not ${x}, ${y}`);
}

async function blanks(page: Page): Promise<void> {
  const seen = await page.evaluate(async () => {
    const canvas = document.querySelector<HTMLCanvasElement>(".editor canvas");
    const inked = () => {
      const context = canvas?.getContext("2d");
      const pixels = context?.getImageData(0, 0, context.canvas.width, context.canvas.height).data;
      return pixels?.some((value) => value !== 0) ?? false;
    };
    const before = inked();
    window.dispatchEvent(new Event("beforeprint"));
    const printed = inked();
    window.dispatchEvent(new Event("afterprint"));
    const after = inked();
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    document.dispatchEvent(new Event("visibilitychange"));
    const hidden = inked();
    Reflect.deleteProperty(document, "hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    return { before, printed, after, hidden, again: inked() };
  });
  const right = seen.before && !seen.printed && seen.after && !seen.hidden && seen.again;
  expect(right, `The canvas shows: ${JSON.stringify(seen)}`);
}
