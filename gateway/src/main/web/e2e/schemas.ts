import type { Page } from "playwright-core";
import { type Checks, expect } from "./checks.ts";
import { ADDRESS } from "./stack.ts";
import type { Visitor } from "./Visitor.ts";

const NUMBER = Date.now();
const ID = `browser-run-${NUMBER}`;

function text(title: string, middle: string): string {
  return JSON.stringify(
    {
      id: ID,
      title,
      source: "Made for a browser run.",
      sides: "The person's own.",
      deviations: "Guessed.",
      normaliser: "box",
      groups: [{ name: "spots", points: "0-2" }],
      contours: [{ name: "line", points: "0 2 1", closed: false }],
      mesh: [],
      points: [
        ["spot-right", -0.5, 0, 0.02],
        ["spot-left", 0.5, 0, 0.02],
        [middle, 0, 0.5, 0.03, { key: "spot-middle", definition: "Between the others" }],
      ],
    },
    null,
    1,
  );
}

/** Looks at schemas, writes one with mistakes and without, opens a project under it, and moves that to the next version. */
export async function clientWritesSchemas(checks: Checks, clara: Visitor): Promise<void> {
  const { page } = clara;
  await clara.signIn();
  await page.getByRole("link", { name: "Landmark schemas: which points are placed" }).click();
  await page.getByRole("row").filter({ hasText: "ibug68" }).waitFor();
  await checks.that("the list of schemas is clean", () => clara.looksRight("28-schemas"));
  await page.getByRole("link", { name: "ibug68" }).click();
  await checks.that("a schema is drawn with a number at each of its points", async () => {
    await page.getByRole("img", { name: /^The mean shape of .* 68 points$/ }).waitFor();
    const numbers = await page.locator(".shape text").allTextContents();
    expect(numbers.join(" ") === Array.from({ length: 68 }, (_, i) => i).join(" "), numbers.join(" "));
    await clara.looksRight("29-schema");
  });
  await checks.that("every mistake in a schema is shown beside its place, and leads there", () =>
    showsMistakes(clara),
  );
  await page.getByLabel("Schema (JSON)").fill(text("Three spots", "spot-middle"));
  await page.getByRole("button", { name: "Add the schema" }).click();
  await checks.that("a schema of one's own is added", () =>
    page.getByRole("heading", { name: "Three spots" }).waitFor(),
  );

  await createsProject(checks, clara);
  const project = page.url();
  await page.goto(`${ADDRESS}/app/schemas/${ID}`);
  await page.getByRole("button", { name: "Write the next version" }).click();
  const area = page.getByLabel("Schema (JSON)");
  await area.waitFor();
  await area.fill(text("Three spots", "spot-between"));
  await page.getByRole("button", { name: "Add version 2" }).click();
  await checks.that(
    "two versions are compared in sentences, with what was placed under the first",
    async () => {
      await page.getByText("The point spot-middle is now called spot-between.").waitFor();
      await page.getByText(/^Under the first, points were placed in 0 tasks/).waitFor();
      await clara.looksRight("31-versions");
    },
  );

  await page.goto(project);
  await page.getByText(`The project is on version 1 of ${ID}.`).waitFor();
  await page.getByRole("button", { name: "Move the project" }).click();
  await checks.that("a project goes to another version by an explicit act", () =>
    page.getByText(`The project is on version 2 of ${ID}.`).waitFor(),
  );
  await checks.that("the client plans the work", () => plans(clara));
  await checks.that("a project's page with its plan and version is clean", () =>
    clara.looksRight("32-project"),
  );
}

async function showsMistakes(clara: Visitor): Promise<void> {
  const { page } = clara;
  await page.goto(`${ADDRESS}/app/schemas`);
  await page.getByRole("button", { name: "New schema" }).click();
  const area = page.getByLabel("Schema (JSON)");
  await area.fill(
    text("Three spots", "spot-middle").replace('"spot-left"', '"Spot Left"').replace("0.03", "3"),
  );
  await page.getByText("3 mistakes; choose one to go to its place.").waitFor();
  await clara.looksRight("30-mistakes");
  expect(await page.getByRole("button", { name: "Add the schema" }).isDisabled(), "It can be sent");
  await page
    .getByRole("listitem")
    .filter({ hasText: "Spot Left" })
    .getByRole("button", { name: /^Line \d+, column \d+$/ })
    .click();
  const selected = await area.evaluate((element) => {
    const { value, selectionStart, selectionEnd } = element as HTMLTextAreaElement;
    return value.slice(selectionStart, selectionEnd);
  });
  expect(selected === '"Spot Left"', `It led to ${selected}`);
}

async function createsProject(checks: Checks, clara: Visitor): Promise<void> {
  const { page } = clara;
  await page.goto(`${ADDRESS}/app/projects`);
  await page.getByRole("button", { name: "New project" }).click();
  await checks.that("a denser schema is looked at and added from the form of a project", () =>
    densifies(clara),
  );
  await page.getByLabel("Landmark schema").selectOption(ID);
  await page.getByLabel("Points that are not seen").selectOption("visible-only");
  await page.getByText("Points that are never missing without a reason: 0 of 3").click();
  await page.getByLabel("spot-left").check();
  await checks.that("the form of a project with rules for its points is clean", () =>
    clara.looksRight("30-new-project"),
  );
  await page.getByLabel("Name").fill(`Spots ${NUMBER}`);
  await page.getByLabel("Purpose", { exact: true }).fill(`spots-${NUMBER}`);
  await page.getByRole("button", { name: "Create project" }).click();
  await page.getByRole("heading", { name: `Spots ${NUMBER}` }).waitFor();
  await checks.that("the project says what it asks of points", () =>
    page
      .getByText("Only points that are seen have places. Never missing without a reason: spot-left")
      .waitFor(),
  );
}

async function densifies(clara: Visitor): Promise<void> {
  const { page } = clara;
  await page.getByText("Make it denser").click();
  await page.getByLabel("Parts, jaw").selectOption("2");
  await page.getByLabel("Id of the new schema").fill(`denser-${NUMBER}`);
  await page.getByRole("button", { name: "Look at it first" }).click();
  await page.getByRole("img", { name: /84 points$/ }).waitFor();
  await clara.looksRight("30-denser");
  await page.getByRole("button", { name: "Add the schema" }).click();
  await chosen(page, `denser-${NUMBER}`);
}

async function chosen(page: Page, id: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => [...document.querySelectorAll("select")].some((select) => select.value === wanted),
    id,
  );
}

async function plans(clara: Visitor): Promise<void> {
  const { page } = clara;
  const plan = page.getByRole("region", { name: "Work plan" });
  const set = async () => {
    await plan.getByLabel("People on each face").selectOption("2");
    await plan.getByLabel("Days until a face is due").fill("14");
    await plan.getByRole("button", { name: "Set the plan" }).click();
  };
  await set();
  if (await clara.stepUpIfAsked("The plan is set.")) {
    await set();
  }
  await plan.getByText("The plan is set.").waitFor();
  await page.reload();
  expect((await plan.getByLabel("Days until a face is due").inputValue()) === "14", "The plan was not kept");
}
