import type { Page } from "playwright-core";
import { type Checks, expect } from "./checks.ts";
import { ADDRESS } from "./stack.ts";
import type { Visitor } from "./Visitor.ts";

/** A face whose saves go astray and come from two windows, handed in, taken back, and one that is skipped. */
export async function annotatorTakesTurns(checks: Checks, anna: Visitor): Promise<void> {
  const { page } = anna;
  await anna.signIn();
  await opens(page);
  await checks.that("a save whose answer was lost is sent again, and makes no second version", () =>
    losesAnAnswer(page),
  );
  await checks.that("two windows on one face are noticed, and neither loses anything", () =>
    twoWindows(anna),
  );
  await checks.that("one key asks why a face is skipped, and Escape leads back to the picture", async () => {
    await page.locator(".editor canvas").focus();
    await page.keyboard.press("s");
    const dialog = page.getByRole("dialog", { name: "Why do you skip it?" });
    await dialog.waitFor();
    await anna.looksRight("23-skip");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  });
  await handsIn(page);
  await checks.that("what was handed in stands on the page with its time, to be taken back", async () => {
    await page.getByRole("heading", { name: "Handed in just now" }).waitFor();
    await page.getByText(/^Hand-in of \d\d:\d\d:/).waitFor();
    await anna.looksRight("24-handed-in");
  });
  await page.getByRole("button", { name: /^take back/ }).click();
  await checks.that(
    "the face is back in the editor, every point looked at, and is handed in again",
    async () => {
      await page.getByText("Every point has been looked at.").waitFor();
      await handsIn(page);
    },
  );
  await opens(page);
  await page.getByRole("button", { name: "Skip this face" }).click();
  await page.getByRole("button", { name: "It is hard for me to look at" }).click();
  await checks.that("a skipped face is gone, and the page says to whom it goes", async () => {
    await page.getByText("A colleague gets this face").waitFor();
    expect((await page.locator(".editor canvas").count()) === 0, "The view is still there");
  });
}

/** What a person sets, and all keys, in both languages. */
export async function annotatorSettles(checks: Checks, anna: Visitor): Promise<void> {
  const { page } = anna;
  await anna.signIn();
  for (const [language, title, keys] of [
    ["en", "Keys, screen and breaks", "Keys on the picture"],
    ["de", "Tasten, Bildschirm und Pausen", "Tasten auf dem Bild"],
  ] as const) {
    await page.evaluate((to) => localStorage.setItem("visor.language", to), language);
    await page.goto(`${ADDRESS}/app/settings`);
    await page.getByRole("heading", { name: title }).waitFor();
    await checks.that(`the settings are clean (${language})`, () =>
      anna.looksRight(`25-settings-${language}`),
    );
    await page.goto(`${ADDRESS}/app/work`);
    await page.locator("button.large").click();
    await page.locator(".finish > .actions > button.primary").waitFor();
    await page.locator(".editor canvas").focus();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: keys }).waitFor();
    await checks.that(`the sheet of all keys is clean (${language})`, () =>
      anna.looksRight(`26-keys-${language}`),
    );
    await page.keyboard.press("Escape");
    await checks.that(`the editor is clean (${language})`, () => anna.looksRight(`27-editor-${language}`));
  }
  await page.evaluate(() => localStorage.removeItem("visor.language"));
}

async function opens(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Next face" }).click();
  await page.getByRole("button", { name: "Confirm all" }).waitFor();
}

/** Confirms all points and hands them in, whatever looks wrong about them. */
export async function handsIn(page: Page): Promise<void> {
  const confirm = page.getByRole("button", { name: "Confirm all" });
  if (await confirm.isEnabled()) {
    await confirm.click();
  }
  await page.getByRole("button", { name: "Submit", exact: true }).click();
  const despite = page.getByRole("button", { name: "Submit all the same" });
  const saved = page.getByText(/^Saved/);
  await saved.or(despite).first().waitFor();
  if (await despite.isVisible()) {
    await despite.click();
  }
  await saved.waitFor();
}

async function nudge(page: Page): Promise<void> {
  await page.locator(".editor canvas").focus();
  await page.keyboard.press("ArrowRight");
}

/** Lets a save through to the gateway and its answer be lost. */
async function losesAnAnswer(page: Page): Promise<void> {
  const sent: Array<{ save: string; after: number }> = [];
  let lost = 0;
  await page.route("**/api/v1/tasks/*/drafts", async (route) => {
    sent.push(route.request().postDataJSON());
    const answer = await route.fetch();
    if (lost++ === 0) {
      expect(answer.status() === 201, `The gateway answered ${answer.status()}`);
      await route.abort();
    } else {
      await route.fulfill({ response: answer });
    }
  });
  await nudge(page);
  await page.getByText("Everything is saved.").waitFor({ state: "detached" });
  await page.getByText("Everything is saved.").waitFor();
  await nudge(page);
  await page.getByText("Everything is saved.").waitFor({ state: "detached" });
  await page.getByText("Everything is saved.").waitFor();
  await page.unrouteAll({ behavior: "wait" });
  const [first, again, next] = sent;
  expect(
    first !== undefined && again !== undefined && next !== undefined && sent.length === 3,
    `${sent.length} saves were sent`,
  );
  expect(first.save === again.save && first.after === again.after, "The second was not the same save");
  expect(next.after === first.after + 1, `It went on from ${next.after}, after ${first.after}`);
}

async function twoWindows(anna: Visitor): Promise<void> {
  const { page } = anna;
  const other = await page.context().newPage();
  await other.goto(`${ADDRESS}/app/work`);
  await opens(other);
  await nudge(other);
  await other.getByText("Everything is saved.").waitFor({ state: "detached" });
  await other.getByText("Everything is saved.").waitFor();
  await page.bringToFront();
  await nudge(page);
  await page.getByText("This face was worked on in another window as well").waitFor();
  await anna.looksRight("23-two-windows");
  await page.getByRole("button", { name: "Go on with what is here" }).click();
  await page.getByText("Everything is saved.").waitFor();

  await other.bringToFront();
  await nudge(other);
  await other.getByText("This face was worked on in another window as well").waitFor();
  await other.getByRole("button", { name: /^Fetch what is saved/ }).click();
  await other.getByText("Everything is saved.").waitFor();
  await other.close();
  await page.bringToFront();
}
