import { type Checks, expect } from "./checks.ts";
import type { Line } from "./client.ts";
import { ADDRESS } from "./stack.ts";
import type { Visitor } from "./Visitor.ts";

const TEXT = `# Eyes

Where the lids meet, never on the lashes.

- closed eyes, too

![Here](right:eye-right-outer-corner)
![On the lashes](wrong:eye-right-outer-corner -0.06 0.02)
`;

/** Writes a guideline with a mistake and without, and publishes it. */
export async function clientTells(checks: Checks, clara: Visitor, line: Line): Promise<void> {
  const { page } = clara;
  await clara.signIn();
  await page.goto(ADDRESS + line.batchPath);
  await page.locator('main a[href^="/app/projects/"]').first().click();
  const panel = page.getByRole("region", { name: "Guideline" });
  await panel.waitFor();
  const writes = panel.getByRole("button", { name: /^Write / });
  if (await writes.isVisible()) {
    await writes.click();
  }
  const area = panel.getByLabel("Text");
  const keeps = panel.getByRole("button", { name: "Keep as a draft" });
  await area.fill(TEXT.replace("right:eye-right-outer-corner", "right:somebody"));
  await keeps.click();
  await checks.that("what is being written outlives the way to a second factor", async () => {
    if (await clara.stepUpIfAsked("Line 7")) {
      expect((await area.inputValue()).includes("right:somebody"), "The text was lost");
      await keeps.click();
    }
  });
  await checks.that("a mistake in a guideline is told with its line", () =>
    panel.getByText(/Line 7/).waitFor(),
  );
  await area.fill(TEXT);
  await keeps.click();
  const publishes = panel.getByRole("button", { name: "Publish this version" });
  await publishes.waitFor();
  await checks.that("a guideline is read with its figures before it is published", async () => {
    await panel.getByRole("img", { name: /^A wrong place for eye-right-outer-corner/ }).waitFor();
    await clara.looksRight("30-guideline");
  });
  await publishes.click();
  await checks.that("a guideline is published", () =>
    panel
      .getByRole("button", { name: /published/ })
      .first()
      .waitFor(),
  );
}

/** Is told of a new guideline once, and reads it by one key. */
export async function annotatorReads(checks: Checks, anna: Visitor): Promise<void> {
  const { page } = anna;
  await anna.signIn();
  await page.goto(`${ADDRESS}/app/work`);
  await page.getByRole("button", { name: "Next face" }).click();
  await page.getByRole("button", { name: "Confirm all" }).waitFor();
  const news = page.getByText(/^The guideline is version \d+, which this browser has not shown yet/);
  await news.waitFor();
  await page.locator(".editor canvas").focus();
  await page.keyboard.press("t");
  await checks.that("one key opens the guideline beside the face, with its figures", async () => {
    const dialog = page.getByRole("dialog", { name: "Guideline" });
    await dialog.getByRole("img", { name: /^Where eye-right-outer-corner belongs/ }).waitFor();
    await anna.looksRight("31-guideline-read");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect((await news.count()) === 0, "It is told again");
  });
  await page.getByRole("button", { name: "Give back" }).click();
  await page.getByRole("dialog", { name: "Give this face back" }).waitFor();
  await anna.looksRight("31-give-back");
  await page.getByRole("button", { name: "Give it back" }).click();
  await page.getByRole("button", { name: "Next face" }).waitFor();
}
