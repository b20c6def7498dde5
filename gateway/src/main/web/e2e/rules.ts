import { type Checks, expect } from "./checks.ts";
import type { Visitor } from "./Visitor.ts";

const TITLE = "A rule for the browser run";
const REASON = "The board decided so";

/** Opens the page of the rules, and there the newest set where one is asked for. */
async function rules(visitor: Visitor, set: boolean): Promise<void> {
  const { page } = visitor;
  await page.getByRole("navigation").getByRole("link", { name: "Rules", exact: true }).click();
  await page.getByRole("heading", { name: "Rules", exact: true }).waitFor();
  if (set) {
    await page.getByRole("row").filter({ hasText: TITLE }).first().getByRole("link").click();
    await page.getByRole("heading", { name: /^Rules, version/ }).waitFor();
  }
}

/** Proposes a rule that keeps nobody from anything, rehearses it, and asks for a second administrator. */
export async function administratorProposes(checks: Checks, ada: Visitor): Promise<void> {
  const { page } = ada;
  await ada.signIn();
  const propose = async () => {
    await rules(ada, false);
    await page.getByLabel("What for").fill(TITLE);
    await page.getByLabel("File", { exact: true }).selectOption("projects.cedar");
    const text = page.getByLabel("Rules", { exact: true });
    const name = `browser-run-${Date.now()}`;
    await text.fill(
      `${await text.inputValue()}\n@id("${name}")\n@explain("Nobody is kept from anything.")\nforbid (principal, action, resource) when { false };\n`,
    );
    await page.getByRole("button", { name: "Propose", exact: true }).click();
  };
  await propose();
  if (await ada.stepUpIfAsked("What it has otherwise")) {
    await propose();
  }
  await checks.that("a proposed set shows what it has otherwise", async () => {
    const changes = page.getByRole("region", { name: "What it has otherwise than the rules in force" });
    await changes.getByText("Nobody is kept from anything.").waitFor();
    expect((await changes.getByRole("article").count()) === 1, "More than one rule differs");
  });
  await checks.that("it cannot be asked for before it was rehearsed", async () => {
    expect(
      (await page.getByRole("button", { name: "Ask a second administrator" }).count()) === 0,
      "It could be asked for",
    );
  });
  await page.getByRole("button", { name: "Rehearse", exact: true }).click();
  await checks.that("a rehearsal on real decisions says that nothing would be answered otherwise", () =>
    page.getByText("None of them would be answered otherwise.").waitFor(),
  );
  await page.getByLabel("Why", { exact: true }).fill(REASON);
  await page.getByRole("button", { name: "Ask a second administrator" }).click();
  await page.getByText("It waits for another administrator").waitFor();
  await checks.that("the page of a set of rules is clean", () => ada.looksRight("21-rules"));
}

/** Reads the rules from the request, and agrees. */
export async function anotherAgrees(checks: Checks, alan: Visitor): Promise<void> {
  const { page } = alan;
  await alan.signIn();
  const request = async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Second person", exact: true }).click();
    const row = page.getByRole("row").filter({ hasText: REASON }).first();
    await row.waitFor();
    return row;
  };
  await (await request()).getByRole("link", { name: "Read the rules" }).click();
  await checks.that("the second administrator sees the rehearsal", () =>
    page.getByText("None of them would be answered otherwise.").waitFor(),
  );
  const agree = async () => (await request()).getByRole("button", { name: /^Agree/ }).click();
  await agree();
  if (await alan.stepUpIfAsked("agreed")) {
    await agree();
  }
  await checks.that("another administrator agrees", async () =>
    (await request()).getByText("agreed", { exact: true }).waitFor(),
  );
}

/** Puts in force what was agreed on, and goes back. */
export async function administratorPutsInForce(checks: Checks, ada: Visitor): Promise<void> {
  const { page } = ada;
  await ada.signIn();
  const activate = async () => {
    await rules(ada, true);
    await page.getByRole("button", { name: "Put these rules in force" }).click();
  };
  await activate();
  if (await ada.stepUpIfAsked("These rules are in force.")) {
    await activate();
  }
  await checks.that("the rules are in force, with what was signed", async () => {
    await page.getByText("These rules are in force.").waitFor();
    await page.getByText("What was signed").click();
    await page.getByText("visor policy set v1").waitFor();
  });
  await rules(ada, false);
  await checks.that("the page of the rules is clean", () => ada.looksRight("22-rules-in-force"));
  await page.getByRole("button", { name: "Go back to the rules before" }).click();
  await checks.that("one administrator goes back", () =>
    page.getByText("gone back to by one").first().waitFor(),
  );
}
