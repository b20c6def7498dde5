import { type Checks, expect } from "./checks.ts";
import type { Visitor } from "./Visitor.ts";

/** How the keys stand, and what it takes to have an epoch turned. */
export async function administratorTurns(checks: Checks, ada: Visitor): Promise<void> {
  const { page } = ada;
  const open = async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Keys", exact: true }).click();
    await page.getByRole("heading", { name: "Keys", exact: true }).waitFor();
    await page.getByRole("heading", { name: "acme", exact: true }).waitFor();
  };
  await open();
  await checks.that(
    "each domain's root is told by number and age, and that no drill has passed",
    async () => {
      const row = page
        .getByRole("row")
        .filter({ has: page.getByRole("rowheader", { name: "originals", exact: true }) });
      const text = (await row.first().textContent()) ?? "";
      expect(text === "originals10 daysby this processnot passed", `The row says: ${text}`);
    },
  );
  const turn = page.getByRole("button", { name: "Turn the epoch of identities of The operator's own" });
  const ask = async () => {
    await turn.click();
    await page.getByLabel("Why", { exact: true }).selectOption("compromise");
    await page.getByRole("button", { name: "Turn it", exact: true }).click();
  };
  await ask();
  // No further: the root keys' backup is compared with the keys a few minutes later, and a turn would change them meanwhile.
  await checks.that("a turn is asked for with the second factor only", () =>
    page.getByRole("button", { name: "Confirm with your second factor" }).waitFor(),
  );
  await checks.that("the page of the keys is clean", () => ada.looksRight("01-keys"));
}
