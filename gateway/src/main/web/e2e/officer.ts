import { type Checks, expect } from "./checks.ts";
import type { Visitor } from "./Visitor.ts";

/** Asks who saw a face, proves a record, and sees an altered proof refused. */
export async function officerAsks(checks: Checks, otto: Visitor): Promise<void> {
  const { page } = otto;
  await otto.signIn();
  await page.getByRole("heading", { name: "Who saw this face?" }).waitFor();
  await page.getByLabel("Pseudonym").fill("nobody-knows");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await checks.that("an unknown pseudonym is said in a sentence", () =>
    page.getByText("No subject has this pseudonym.").waitFor(),
  );
  await page.getByLabel("Pseudonym").fill("demo-person-01");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await page.getByRole("table").waitFor();
  await checks.that("the table says who saw the view, in which role, why", async () => {
    const rows = page.getByRole("row").filter({ hasText: "view.review" });
    const text = (await rows.first().textContent()) ?? "";
    expect(text.includes("redaction-officer") && text.includes("gdpr-9-2-a"), `The row says: ${text}`);
    expect(/(UTC|GMT|[A-Z]{3,4})/.test(text), "The time has no zone");
  });
  await checks.that("the pseudonym stands in no address", async () =>
    expect(!page.url().includes("demo-person"), page.url()),
  );
  await checks.that("the officer's page is clean", () => otto.looksRight("11-who-saw"));
  const prove = page.getByRole("button", { name: /^Prove: / }).first();
  await prove.click();
  await checks.that("the browser itself proves a record, both signatures included", async () => {
    await page.getByText("Proven: this record stands in the log, unaltered.").waitFor();
    expect((await page.locator(".steps li.good").count()) === 7, "Not all seven steps passed");
  });
  await checks.that("the proof is clean", () => otto.looksRight("12-proof"));

  await page.getByRole("button", { name: "Close" }).click();
  await page.route("**/proof", async (route) => {
    const answer = await route.fetch();
    const proof = (await answer.json()) as { leaf: string };
    await route.fulfill({ response: answer, json: { ...proof, leaf: proof.leaf.replace('"v":1', '"v":2') } });
  });
  await prove.click();
  await checks.that("a proof that was altered on the way is refused", async () => {
    await page.getByText("Not proven: do not rely on this record.").waitFor();
    expect((await page.locator(".steps li.bad").count()) === 2, "Not the leaf and the path failed");
  });
  await checks.that("the refusal is clean", () => otto.looksRight("13-refuted"));
}
