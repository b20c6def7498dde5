import { type Checks, expect } from "./checks.ts";
import type { Visitor } from "./Visitor.ts";

const CLIENT = "acme";
const REASON = "The police ask which picture it was";

/** Opens the page of requests, for an administrator those of the client. */
async function requests(visitor: Visitor, handle: string | null): Promise<void> {
  const { page } = visitor;
  await visitor.signIn();
  await page.getByRole("navigation").getByRole("link", { name: "Second person", exact: true }).click();
  await page.getByRole("heading", { name: "What needs two people" }).waitFor();
  if (handle !== null) {
    await page.getByLabel("Whose").fill(handle);
    await page.getByRole("button", { name: "Show", exact: true }).click();
  }
}

/** Asks to open an original in an emergency. */
export async function administratorAsks(checks: Checks, ada: Visitor, picture: string): Promise<void> {
  const { page } = ada;
  await requests(ada, CLIENT);
  const ask = async () => {
    await page.getByLabel("To what").fill(picture);
    await page.getByLabel("Why").fill(REASON);
    await page.getByRole("button", { name: "Ask", exact: true }).click();
  };
  await ask();
  if (await ada.stepUpIfAsked("waits for a second person")) {
    await page.getByLabel("Whose").fill(CLIENT);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await ask();
  }
  const row = page.getByRole("row").filter({ hasText: picture });
  await checks.that("a request waits for a second person, and not for whoever asked", async () => {
    await row.getByText("waits for a second person").waitFor();
    expect((await row.getByRole("button", { name: /^Agree/ }).count()) === 0, "The asker could agree");
  });
  await checks.that("the page of requests is clean", () => ada.looksRight("19-second-person"));
}

/** Finds the request on the first page, reads why, and agrees. */
export async function officerAgrees(checks: Checks, otto: Visitor, picture: string): Promise<void> {
  const { page } = otto;
  await otto.signIn();
  await checks.that("the first page says that a request waits", () =>
    page.getByRole("link", { name: "One request waits for your answer." }).click(),
  );
  const row = page.getByRole("row").filter({ hasText: picture });
  await row.getByText(REASON).waitFor();
  const agree = row.getByRole("button", { name: /^Agree/ });
  await agree.click();
  if (await otto.stepUpIfAsked("agreed")) {
    await agree.click();
  }
  await checks.that("the client's officer agrees", () => row.getByText("agreed", { exact: true }).waitFor());
}

/** Opens what was agreed on. */
export async function administratorOpens(checks: Checks, ada: Visitor, picture: string): Promise<void> {
  const { page } = ada;
  await requests(ada, CLIENT);
  const row = page.getByRole("row").filter({ hasText: picture });
  await row.getByRole("link", { name: "Open the original" }).click();
  const shown = page.locator('canvas.picture[aria-busy="false"]');
  const ask = page.getByRole("button", { name: "Confirm with your second factor" });
  await shown.or(ask).first().waitFor();
  if (await ask.isVisible()) {
    await ada.stepUp();
  }
  await checks.that("the original is shown once both agreed, on a canvas", () => shown.waitFor());
  await checks.that("the page of the original is clean", () => ada.looksRight("20-broken-glass"));
}
