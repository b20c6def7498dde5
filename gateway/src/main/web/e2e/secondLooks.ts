import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { type Checks, expect } from "./checks.ts";
import type { Line } from "./client.ts";
import { ADDRESS, MANIFEST, PATIENCE, PHOTOGRAPHS } from "./stack.ts";
import { handsIn } from "./turns.ts";
import type { Visitor } from "./Visitor.ts";

const PICTURE = "sample1.jpg";
/** As many as there are verdicts. */
const FACES = 3;
const REMARK = "Further out, at the lid";

/** Makes a project whose faces are looked at twice, before all others, with one picture of three people. */
export async function clientWantsSecondLooks(checks: Checks, client: Visitor): Promise<Line> {
  const { page } = client;
  const purpose = `second-looks-${Date.now()}`;
  await client.signIn();
  await page.goto(`${ADDRESS}/app/projects`);
  await page.getByRole("button", { name: "New project" }).click();
  await page.getByLabel("Landmark schema").selectOption("ibug68");
  await page.getByLabel("View profile").selectOption("face-oval");
  await page.getByLabel("Name").fill("Second looks");
  await page.getByLabel("Purpose", { exact: true }).fill(purpose);
  await page.getByLabel("Team that annotates").fill("north-1");
  await page.getByRole("button", { name: "Create project" }).click();
  await page.getByRole("heading", { name: "Second looks" }).waitFor();
  await checks.that("the client asks for a second look at every face", () => plans(client));
  const batchPath = await uploads(page);
  return { purpose, label: "Twice", batchPath, faces: FACES };
}

async function plans(client: Visitor): Promise<void> {
  const plan = client.page.getByRole("region", { name: "Work plan" });
  const set = async () => {
    await plan.getByLabel("Priority").selectOption("1");
    await plan.getByLabel("A second look at what is handed in").selectOption("all");
    await plan.getByRole("button", { name: "Set the plan" }).click();
  };
  await set();
  if (await client.stepUpIfAsked("The plan is set.")) {
    await set();
  }
  await plan.getByText("The plan is set.").waitFor();
}

async function uploads(page: Page): Promise<string> {
  await page.getByLabel("Label of the new batch").fill("Twice");
  await page.getByRole("button", { name: "Create batch" }).click();
  await page.getByRole("link", { name: "Twice" }).click();
  await page.getByRole("heading", { name: "Twice" }).waitFor();
  const rows = readFileSync(MANIFEST, "utf8")
    .split("\n")
    .filter((row, i) => i === 0 || row.startsWith(PICTURE));
  await page.getByLabel("Manifest (CSV)").setInputFiles({
    name: "twice.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`${rows.join("\n")}\n`),
  });
  await page.getByRole("button", { name: "Send the manifest" }).click();
  await page.getByText(`${FACES} rows accepted, 0 refused.`).waitFor();
  await page
    .getByLabel("Pictures (JPEG, PNG, WebP, TIFF, BMP, age)")
    .setInputFiles(join(PHOTOGRAPHS, PICTURE));
  await page.getByRole("button", { name: "Send the pictures" }).click();
  await page.getByText("1 of 1 pictures taken in.").waitFor();
  await page.getByRole("button", { name: "Close the batch" }).click();
  await page.getByText("staged: waits for the redaction officer").waitFor({ timeout: 5 * PATIENCE });
  return new URL(page.url()).pathname;
}

/** Releases what is to be looked at twice. */
export async function redactionOfficerReleasesThem(rosa: Visitor, line: Line): Promise<void> {
  const { page } = rosa;
  await rosa.signIn();
  await page.goto(`${ADDRESS}${line.batchPath}/review`);
  const release = page.getByRole("button", { name: "Release", exact: true });
  await rosa.stepUpIfAsked(`1 picture, ${line.faces} faces`);
  await release.click();
  await page.getByText("Released. Annotators may take").waitFor();
}

/** Hands in each face of the project; none of them counts yet. */
export async function annotatorHandsIn(checks: Checks, anna: Visitor, line: Line): Promise<void> {
  const { page } = anna;
  await anna.signIn();
  for (let face = 1; face <= line.faces; face++) {
    await checks.that(`face ${face} of ${line.faces} is handed in`, async () => {
      await takes(page, line);
      await handsIn(page);
    });
  }
}

/** Returns one face, accepts one and mends one, each by keys alone. */
export async function reviewerJudges(checks: Checks, sven: Visitor, line: Line): Promise<void> {
  const { page } = sven;
  await sven.signIn();
  await looksAgain(page, line);
  await checks.that("a reviewer is not told who placed the points", async () => {
    const text = await page.locator("body").textContent();
    expect(text !== null && !/\banna\b|Anna/.test(text), "The page names the author");
  });
  await checks.that("a key lays what was handed in under the points, and takes it away again", () =>
    compares(sven),
  );
  await checks.that("a remark is written, pinned and left by keys, and the face returned by one", () =>
    returns(page),
  );
  await looksAgain(page, line);
  await checks.that("one key accepts a face, and never over a change", () => accepts(page));
  await looksAgain(page, line);
  await checks.that("one key submits what the reviewer mended", () => mends(page));
}

/** Reads why a face came back, and hands it in again. */
export async function annotatorHandsInAgain(checks: Checks, anna: Visitor, line: Line): Promise<void> {
  const { page } = anna;
  await anna.signIn();
  await takes(page, line);
  await checks.that("what was returned says why, at the very point", async () => {
    const panel = page.getByRole("region", { name: "Returned to you" });
    await panel.getByRole("listitem").filter({ hasText: REMARK }).waitFor();
    await page.locator(".editor canvas").focus();
    await page.keyboard.press("Shift+N");
    const name = await panel.getByRole("listitem").getByRole("button").textContent();
    await page.getByRole("heading", { name: `: ${name}` }).waitFor();
    await anna.looksRight("35-returned");
  });
  await checks.that("it is handed in again", () => handsIn(page));
}

/** Accepts what was handed in again. */
export async function reviewerAccepts(checks: Checks, sven: Visitor, line: Line): Promise<void> {
  const { page } = sven;
  await sven.signIn();
  await looksAgain(page, line);
  await checks.that("what was returned is looked at once more, and accepted", async () => {
    await compared(page);
    await page.keyboard.press("Shift+A");
    await page.getByText("It is accepted.").waitFor();
  });
}

/** Takes a face of this project; another one that was still held goes back first. */
async function takes(page: Page, line: Line): Promise<void> {
  for (let taken = 0; taken < 3; taken++) {
    await page.getByRole("button", { name: "Next face" }).click();
    await page.getByRole("button", { name: "Confirm all" }).waitFor();
    if (await page.getByText(line.purpose).isVisible()) {
      return;
    }
    await page.getByRole("button", { name: "Give back" }).click();
    await page.getByRole("button", { name: "Give it back" }).click();
    await page.getByRole("button", { name: "Next face" }).waitFor();
  }
  throw new Error(`No face of ${line.purpose} came`);
}

async function looksAgain(page: Page, line: Line): Promise<void> {
  await takes(page, line);
  await page.getByRole("region", { name: "Second look" }).waitFor();
}

/** Waits until what was handed in is there to compare with, and gives the picture the keyboard. */
async function compared(page: Page): Promise<void> {
  await page.locator(".remarks .toggle:not([disabled])").waitFor();
  await page.locator(".editor canvas").focus();
}

/** What is drawn, once it is. */
async function drawn(page: Page): Promise<string> {
  return page.locator(".editor canvas").evaluate(async (canvas) => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return (canvas as HTMLCanvasElement).toDataURL();
  });
}

async function compares(sven: Visitor): Promise<void> {
  const { page } = sven;
  await compared(page);
  const before = await drawn(page);
  await page.keyboard.press("b");
  await page.getByText("None differs here.").waitFor();
  expect((await drawn(page)) !== before, "Nothing was drawn under the points");
  await page.keyboard.press("ArrowRight");
  await page.getByText("One differs here.").waitFor();
  await sven.looksRight("34-second-look");
  await page.locator(".editor canvas").focus();
  await page.keyboard.press("Control+z");
  await page.getByText("None differs here.").waitFor();
  await page.keyboard.press("b");
  expect((await drawn(page)) === before, "The picture is not as it was");
}

async function returns(page: Page): Promise<void> {
  await page.locator(".editor canvas").focus();
  await page.keyboard.press("Shift+R");
  const field = page.getByLabel(/^Remark on /);
  const focused = () => field.evaluate((element) => element === document.activeElement);
  expect(await focused(), "The key did not lead to the remark that is missing");
  await page.keyboard.press("Escape");
  expect(!(await focused()), "Escape did not lead back");
  await page.keyboard.press("Shift+C");
  await page.keyboard.type(REMARK);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("listitem").filter({ hasText: REMARK }).waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === "CANVAS");
  await page.keyboard.press("Shift+R");
  await page.getByText("It goes back to its author, with your remarks.").waitFor();
}

async function accepts(page: Page): Promise<void> {
  await compared(page);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+A");
  await page.getByText(/^You changed a point\./).waitFor();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Shift+F");
  await page.getByText(/^Nothing differs from what was handed in\./).waitFor();
  await page.keyboard.press("Shift+A");
  await page.getByText("It is accepted.").waitFor();
}

async function mends(page: Page): Promise<void> {
  await compared(page);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+F");
  const despite = page.getByRole("button", { name: "Submit all the same" });
  const saved = page.getByText(/^Saved/);
  await saved.or(despite).first().waitFor();
  if (await despite.isVisible()) {
    await despite.click();
  }
  await saved.waitFor();
}
