import { type Checks, expect } from "./checks.ts";
import type { Line } from "./client.ts";
import { ADDRESS } from "./stack.ts";
import type { Visitor } from "./Visitor.ts";

/** Takes a batch back for ever, with the second factor. */
export async function redactionOfficerWithdraws(checks: Checks, rosa: Visitor, line: Line): Promise<void> {
  const { page } = rosa;
  await rosa.signIn();
  await page.goto(`${ADDRESS}${line.batchPath}/review`);
  await rosa.stepUp();
  await page.getByText(`6 pictures, ${line.faces} faces`).waitFor();
  await page.getByRole("button", { name: "Withdraw", exact: true }).click();
  await page.getByRole("button", { name: "Withdraw for ever" }).click();
  await checks.that("withdrawing says that the keys are destroyed, and shows nothing any more", async () => {
    await page.getByRole("status").getByText(/keys/).waitFor();
    await page.locator("canvas.picture").first().waitFor({ state: "detached" });
    expect((await page.locator("canvas.picture").count()) === 0, "A picture is still there");
  });
  await checks.that("the page of a withdrawn batch is clean", () => rosa.looksRight("14-withdrawn"));
}

/** Draws another outline in the place of a view that was reported, and shows it to annotators. */
export async function redactionOfficerCorrects(checks: Checks, rosa: Visitor, line: Line): Promise<void> {
  const { page } = rosa;
  await rosa.signIn();
  await page.goto(`${ADDRESS}${line.batchPath}/review`);
  await rosa.stepUpIfAsked("Withheld:");
  const picture = page
    .getByRole("listitem")
    .filter({ has: page.getByText(/^Withheld:/) })
    .first();
  await picture.waitFor();
  // Every row of the picture may be the reported one; the first is as good as any to draw on.
  await picture.getByRole("button", { name: "Correct the outline" }).first().click();
  const drawing = page.getByRole("application", { name: "Outline on the original" });
  await checks.that("the outline is drawn on the original, by keyboard too", async () => {
    await drawing.locator('canvas[aria-busy="false"]').waitFor();
    await drawing.focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Shift+ArrowRight");
    const canvas = await drawing.locator("canvas").boundingBox();
    expect(canvas !== null && canvas.width > 300, "The original is not there");
    await rosa.looksRight("13-outline");
  });
  await page.getByRole("button", { name: "Make the view" }).click();
  await checks.that("the drawn view waits for the officer's look", async () => {
    await drawing.waitFor({ state: "detached" });
    await page.getByText("Drawn by hand; look at it before annotators do.").waitFor();
    await rosa.looksRight("13-drawn");
  });
  const withheld = page.getByRole("button", { name: "Show it to annotators" });
  const before = await withheld.count();
  await withheld.first().click();
  await checks.that("a withheld view can be shown to annotators", async () => {
    await page.waitForFunction(
      (count) =>
        [...document.querySelectorAll("button")].filter((one) => one.textContent === "Show it to annotators")
          .length < count,
      before,
    );
  });
}

/** Looks at the views beside their originals, with the second factor, and releases. */
/** Releases a batch, and tells the identifier of one of its pictures. */
export async function redactionOfficerReleases(checks: Checks, rosa: Visitor, line: Line): Promise<string> {
  const { page } = rosa;
  let picture = "";
  page.on("request", (request) => {
    picture = /\/api\/v1\/assets\/([0-9a-f-]{36})\/original$/.exec(request.url())?.[1] ?? picture;
  });
  await rosa.signIn();
  await page.goto(ADDRESS + line.batchPath);
  await page.getByRole("link", { name: "Review the views beside their originals" }).click();
  await checks.that("originals need the second factor, which leads back to the review", async () => {
    await rosa.stepUp();
    await page.getByRole("heading", { name: "Review" }).waitFor();
    expect(page.url().endsWith("/review"), `It led to ${page.url()}`);
  });
  await checks.that(`she sees 6 pictures, ${line.faces} faces`, () =>
    page.getByText(`6 pictures, ${line.faces} faces`).waitFor(),
  );
  await checks.that(
    "all originals and views are on canvases, none in an image element or an address",
    async () => {
      await page.waitForFunction(
        (wanted) => document.querySelectorAll('canvas.picture[aria-busy="false"]').length === wanted,
        6 + line.faces,
      );
      const held = await page.evaluate(() => [
        document.querySelectorAll("img, picture, object, embed").length,
        document.documentElement.innerHTML.split("blob:").length - 1,
      ]);
      expect(
        held[0] === 0 && held[1] === 0,
        `There are ${held[0]} image elements, ${held[1]} blob addresses`,
      );
    },
  );
  await checks.that("the review is clean", () => rosa.looksRight("06-review"));

  await page.getByRole("button", { name: "Withdraw", exact: true }).click();
  await checks.that("withdrawing asks first", async () => {
    await page.getByRole("dialog", { name: "Withdraw this batch?" }).waitFor();
    await rosa.looksRight("06-withdraw");
    await page.getByRole("button", { name: "Keep it" }).click();
  });
  await page.getByRole("button", { name: "Release" }).click();
  await checks.that("the batch is released", () => page.getByText("Released. Annotators may take").waitFor());
  return picture;
}
