import { readFile } from "node:fs/promises";
import { type Checks, expect } from "./checks.ts";
import type { Visitor } from "./Visitor.ts";

/** Searches the trail, shares the search, takes it away, proves a record, and sees an altered proof refused. */
export async function officerAsks(checks: Checks, otto: Visitor): Promise<void> {
  const { page } = otto;
  const search = page.getByRole("button", { name: "Search", exact: true });
  await otto.signIn();
  await checks.that("the officer's home says how the trail stands", async () => {
    await page.getByRole("heading", { name: "How the trail stands" }).waitFor();
    await page.getByText("its newest head was signed", { exact: false }).waitFor();
  });
  await checks.that("the officer's home is clean", () => otto.looksRight("10-officer-home"));
  await page.getByRole("navigation").getByRole("link", { name: "Audit trail" }).click();
  await page.getByRole("heading", { name: "Search the audit trail" }).waitFor();
  await checks.that("a page that was only opened searches nothing", async () =>
    expect((await page.getByRole("table").count()) === 0, "There is a table"),
  );
  await page.getByLabel("Pseudonym").fill("nobody-knows");
  await search.click();
  await checks.that("an unknown pseudonym is said in a sentence", () =>
    page.getByText("No subject has this pseudonym.").waitFor(),
  );
  await page.getByLabel("Pseudonym").fill("demo-person-01");
  await search.click();
  await page.getByRole("table").waitFor();
  await checks.that("the table says who saw the view, in which role, why", async () => {
    const rows = page.getByRole("row").filter({ hasText: "view.review" });
    const text = (await rows.first().textContent()) ?? "";
    expect(text.includes("redaction-officer") && text.includes("gdpr-9-2-a"), `The row says: ${text}`);
    expect(text.includes("UTC"), "The time has no zone");
  });
  await checks.that("the pseudonym stands in no address", async () => {
    expect(!page.url().includes("demo-person"), page.url());
    expect(page.url().includes("subject="), page.url());
  });
  await checks.that("the officer's page is clean", () => otto.looksRight("11-who-saw"));
  await officerReports(checks, otto);
  await officerNarrows(checks, otto);
  await officerProves(checks, otto);
  await officerSeesWhoSaw(checks, otto);
  await officerDecides(checks, otto);
  await officerHolds(checks, otto);
  await officerInvites(checks, otto);
}

/** Sees the auditor who was invited with the demonstration, invites another one, and takes that back. */
async function officerInvites(checks: Checks, otto: Visitor): Promise<void> {
  const { page } = otto;
  await page.getByRole("navigation").getByRole("link", { name: "Auditors", exact: true }).click();
  await checks.that("the auditor on whom two people agreed is listed", async () => {
    const eva = page
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: "eva", exact: true }) });
    await eva.filter({ hasText: "the rules, the trail" }).filter({ hasText: "agreed" }).first().waitFor();
  });
  await page.getByLabel("Sign-in name").fill("somebody-else");
  await page.getByRole("checkbox", { name: "the trail" }).setChecked(false, { force: true });
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await checks.that("whoever invites cannot agree and can take it back", async () => {
    const invited = page
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: "somebody-else", exact: true }) })
      .first();
    await invited.filter({ hasText: "waits for a second person" }).waitFor();
    expect(
      (await invited.getByRole("button", { name: /Agree/ }).count()) === 0,
      "One's own can be agreed to",
    );
    await invited.getByRole("button", { name: "End: somebody-else" }).click();
    await invited.filter({ hasText: "ended" }).waitFor();
  });
  await checks.that("the auditors' page is clean", () => otto.looksRight("23-auditors"));
}

/** Who saw whom, and one person, as graph, timeline and tables. */
async function officerSeesWhoSaw(checks: Checks, otto: Visitor): Promise<void> {
  const { page } = otto;
  await page.getByRole("navigation").getByRole("link", { name: "Who saw whom" }).click();
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await checks.that("who saw whom stands in a table beside the graph", async () => {
    await page.getByRole("img", { name: /the table of pairs says the same/ }).waitFor();
    await page.getByRole("rowheader", { name: "Rosa Lind" }).first().waitFor();
    await page.getByRole("img", { name: /the table of days says the same/ }).waitFor();
    expect(!/rosa/i.test(page.url()), page.url());
  });
  await checks.that("who saw whom is clean", () => otto.looksRight("14-who-saw-whom"));
  await page.getByRole("navigation").getByRole("link", { name: "Person", exact: true }).click();
  await page.getByLabel("Pseudonym of the person, as the client gave it").fill("demo-person-01");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await checks.that(
    "a person's accesses are told by kind, under an address without the pseudonym",
    async () => {
      await page.getByRole("rowheader", { name: "Shown to somebody" }).waitFor();
      await page.waitForURL(/subject=/);
      expect(!page.url().includes("demo-person"), page.url());
    },
  );
  await checks.that("the page about a person is clean", () => otto.looksRight("15-person"));
}

/** What was noticed, by which rules, and what those were worth. */
async function officerDecides(checks: Checks, otto: Visitor): Promise<void> {
  const { page } = otto;
  await page.getByRole("link", { name: "Findings", exact: true }).first().click();
  await page.getByRole("heading", { name: "Findings", exact: true }).waitFor();
  await checks.that("each rule says what it looks for and that nothing was decided is no rate", async () => {
    const rule = page.getByRole("row").filter({ hasText: "identifier-enumeration" });
    await rule.waitFor();
    const text = (await rule.textContent()) ?? "";
    expect(text.includes("Somebody asked again and again") && text.endsWith("–"), `The row says: ${text}`);
  });
  await page.getByLabel("Show").selectOption("all");
  await checks.that("the findings are clean", () => otto.looksRight("16-findings"));
}

/** What keeps the trail from being removed. */
async function officerHolds(checks: Checks, otto: Visitor): Promise<void> {
  const { page } = otto;
  await page.getByRole("navigation").getByRole("link", { name: "Holds", exact: true }).click();
  const matter = page.getByLabel("Matter", { exact: true });
  const place = page.getByRole("button", { name: "Place a hold" });
  await matter.fill("M\u00fcller");
  await checks.that("a name is no matter", async () =>
    expect(await place.isDisabled(), "It could be placed"),
  );
  await matter.fill("12 O 345/26");
  await place.click();
  if (await otto.stepUpIfAsked("in force")) {
    await matter.fill("12 O 345/26");
    await place.click();
  }
  const hold = page.getByRole("row").filter({ hasText: "12 O 345/26" });
  await checks.that("a hold is in force once it is placed", () => hold.getByText("in force").waitFor());
  await checks.that("the page of holds is clean", () => otto.looksRight("17-holds"));
  await page.getByRole("button", { name: "Lift the hold 12 O 345/26" }).click();
  await page.getByRole("button", { name: "Lift it" }).click();
  await checks.that("a hold is lifted after a second question, and its placing is a record", async () => {
    await hold.getByText("in force").waitFor({ state: "detached" });
    await hold.getByRole("link").click();
    await page.getByText("An officer placed a legal hold", { exact: false }).first().waitFor();
  });
}

/** Somebody beside others on a picture: their face goes, and the receipt can be fetched. */
export async function officerErases(checks: Checks, otto: Visitor): Promise<void> {
  const { page } = otto;
  await otto.signIn();
  await page.getByRole("navigation").getByRole("link", { name: "Erasures", exact: true }).click();
  await page.getByText("Nobody was erased yet.").waitFor();
  const pseudonym = page.getByLabel("Pseudonym");
  const erase = async (name: string) => {
    await pseudonym.fill(name);
    await page.getByRole("button", { name: "Erase\u2026" }).click();
    await page.getByRole("button", { name: "Erase", exact: true }).click();
  };
  await erase("nobody-knows");
  if (await otto.stepUpIfAsked("No subject has this pseudonym.")) {
    await erase("nobody-knows");
  }
  await checks.that("nobody is erased who is not known", () =>
    page.getByText("No subject has this pseudonym.").waitFor(),
  );
  await checks.that("the page of erasures is clean", () => otto.looksRight("18-erasures"));
  await page.getByRole("button", { name: "Do not erase" }).click();
  await erase("demo-person-06");
  const receipt = page.getByRole("link", { name: "Save the receipt of erasure 1" });
  await checks.that("a person is erased, and taken out of the picture of others", async () => {
    await receipt.waitFor();
    await page.getByText("1 shared picture blanked", { exact: false }).waitFor();
  });
  await checks.that("the page with an erasure is clean", () => otto.looksRight("19-erased"));
  await checks.that("the receipt is saved as an archive", async () => {
    // The record must be in the published log first, which takes a moment.
    for (let tries = 0; ; tries++) {
      const answer = await page.request.get(
        new URL((await receipt.getAttribute("href")) ?? "", page.url()).href,
      );
      if (answer.status() === 200) {
        const archive = await answer.body();
        expect(archive.includes("receipt.json") && archive.includes("receipt.pdf"), "It lacks the receipt");
        return;
      }
      expect(tries < 60, `The gateway answers ${answer.status()}`);
      await page.waitForTimeout(1_000);
    }
  });
}

/** For the person who asks: a file, and nothing of it on the page. */
async function officerReports(checks: Checks, otto: Visitor): Promise<void> {
  const { page } = otto;
  const person = page.getByLabel("The person who asks, as the client named them");
  await person.fill("nobody-knows");
  await page.getByRole("button", { name: "Make the report" }).click();
  if (await otto.stepUpIfAsked("No subject has this pseudonym.")) {
    await checks.that("the second factor leads back to the search", () => person.waitFor());
    await person.fill("nobody-knows");
    await page.getByRole("button", { name: "Make the report" }).click();
  }
  await checks.that("no report is made about somebody unknown", () =>
    page.getByText("No subject has this pseudonym.").waitFor(),
  );
  await person.fill("demo-person-01");
  await checks.that("the report about a person is saved as an archive", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Make the report" }).click(),
    ]);
    const archive = await readFile(await download.path());
    expect(archive.subarray(0, 2).toString() === "PK", "It is no ZIP archive");
    expect(archive.includes("report.pdf") && archive.includes("report.json"), "It lacks the report");
    await page.getByText("The report was saved.", { exact: false }).waitFor();
  });
  await checks.that("the page with a report made is clean", () => otto.looksRight("11-report"));
}

/** By a name, by time, from an address, into a file. */
async function officerNarrows(checks: Checks, otto: Visitor): Promise<void> {
  const { page } = otto;
  const search = page.getByRole("button", { name: "Search", exact: true });
  const rows = page.locator("tbody tr");
  await page.getByLabel("Name", { exact: true }).fill("ROSA LIND");
  await search.click();
  await page.waitForURL(/actor=/);
  await checks.that("a name is found whatever its capitals, and stands in no address", async () => {
    await rows.first().waitFor();
    const actors = await page.locator("tbody tr td:nth-child(2)").allTextContents();
    expect(actors.length > 0 && actors.every((one) => one === "Rosa Lind"), actors.join(", "));
    expect(!/rosa/i.test(page.url()), page.url());
  });
  await checks.that("the address alone brings the search back", async () => {
    const before = await rows.count();
    await page.reload();
    await rows.first().waitFor();
    expect((await rows.count()) === before, `${await rows.count()} instead of ${before}`);
  });
  await checks.that("the file has a row for each record and no name", async () => {
    const before = await rows.count();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "CSV", exact: true }).click(),
    ]);
    const text = await readFile(await download.path(), "utf8");
    expect(text.trimEnd().split("\r\n").length === before + 1, `${text.split("\r\n").length} lines`);
    expect(!/rosa/i.test(text), "It tells a name");
  });
  await page.getByLabel("From (UTC)").fill("2026-01-02T00:00");
  await page.getByLabel("Until (UTC)").fill("2026-01-01T00:00");
  await search.click();
  await checks.that("a range that ends before it begins is said in a sentence", () =>
    page.getByText("The search ends before it begins").waitFor(),
  );
  await page.getByLabel("From (UTC)").fill("2020-01-01T00:00");
  await page.getByLabel("Until (UTC)").fill("2020-01-02T00:00");
  await search.click();
  await checks.that("a search that finds nothing says so", () =>
    page.getByText("Nothing in the trail fits.").waitFor(),
  );
  await checks.that("the search for persons and a time is clean", () => otto.looksRight("11-nothing-fits"));
  await page.goBack();
  await rows.first().waitFor();
}

async function officerProves(checks: Checks, otto: Visitor): Promise<void> {
  const { page } = otto;
  await page
    .getByRole("link", { name: /^Open: / })
    .last()
    .click();
  await page.getByRole("heading", { name: "A record of the audit trail" }).waitFor();
  await checks.that("the browser itself proves a record, both signatures included", async () => {
    await page.getByText("Proven: this record stands in the log, unaltered.").waitFor();
    expect((await page.locator("ol.steps > li.good").count()) === 7, "Not all seven steps passed");
  });
  await page.getByText(/hash(es)? from the record up to the signed root/).click();
  await checks.that("the record and its proof are clean", () => otto.looksRight("12-proof"));

  await page.route("**/proof", async (route) => {
    const answer = await route.fetch();
    const proof = (await answer.json()) as { leaf: string };
    await route.fulfill({ response: answer, json: { ...proof, leaf: proof.leaf.replace('"v":1', '"v":2') } });
  });
  await page.reload();
  await checks.that("a proof that was altered on the way is refused", async () => {
    await page.getByText("Not proven: do not rely on this record.").waitFor();
    expect((await page.locator(".steps li.bad").count()) === 2, "Not the leaf and the path failed");
  });
  await checks.that("the refusal is clean", () => otto.looksRight("13-refuted"));
  // The page may ask again at any time: a handler at work when the browser is closed would end the whole run.
  await page.unrouteAll({ behavior: "wait" });
}
