import { type Checks, expect } from "./checks.ts";
import type { Visitor } from "./Visitor.ts";

/** Each run wants an account that nobody has. */
const NAME = `browser.run.${Date.now()}`;

async function request(visitor: Visitor) {
  const { page } = visitor;
  await page.getByRole("navigation").getByRole("link", { name: "Second person", exact: true }).click();
  const row = page.getByRole("row").filter({ hasText: `${NAME} as annotator of the workforce` });
  await row.waitFor();
  return row;
}

/** Asks for an account, which alone opens none. */
export async function administratorWantsAccount(checks: Checks, ada: Visitor): Promise<void> {
  const { page } = ada;
  const wants = async () => {
    await page.getByRole("navigation").getByRole("link", { name: "People", exact: true }).click();
    const form = page.getByRole("region", { name: "Ask for an account" });
    await form.getByLabel("Sign-in name").fill(NAME);
    await form.getByLabel("annotator", { exact: true }).check();
    await form.getByLabel("Why").fill("A new colleague");
    await form.getByRole("button", { name: "Ask", exact: true }).click();
  };
  await wants();
  if (await ada.stepUpIfAsked("Asked. Until")) {
    await wants();
  }
  await checks.that("an administrator asks for an account, and cannot open it alone", async () => {
    await page.getByText("Asked. Until").waitFor();
    const row = await request(ada);
    expect((await row.getByRole("button", { name: "Open the account" }).count()) === 0, "It could be opened");
  });
}

/** Agrees to what the gateway says of the account. */
export async function anotherAgreesToAccount(checks: Checks, alan: Visitor): Promise<void> {
  const agree = async () => (await request(alan)).getByRole("button", { name: /^Agree/ }).click();
  await agree();
  if (await alan.stepUpIfAsked("agreed")) {
    await agree();
  }
  await checks.that("another administrator agrees to the account", async () =>
    (await request(alan)).getByText("agreed", { exact: true }).waitFor(),
  );
}

/** Opens the account. */
export async function administratorOpensAccount(checks: Checks, ada: Visitor): Promise<void> {
  const { page } = ada;
  const opens = async () => (await request(ada)).getByRole("button", { name: "Open the account" }).click();
  await opens();
  if (await ada.stepUpIfAsked("is open.")) {
    await opens();
  }
  await checks.that("the account is open, and its first password is shown once", async () => {
    const row = await request(ada);
    await row.getByText(`The account of ${NAME} is open.`).waitFor();
    await page.reload();
    const again = await request(ada);
    expect(!(await again.textContent())?.includes("first sign-in"), "The password is shown again");
  });
}
