/**
 * The first five minutes in a real browser, against a running stack: the redaction officer releases the demonstration's
 * batch, an annotator works on one face, the client exports and checks, the compliance officer asks and proves. Before
 * that a client makes a batch of its own, which is withdrawn in the end; where the demonstration was released already, that
 * batch takes its place.
 *
 *   npm run e2e      VISOR_ADDRESS, VISOR_CONFIG and VISOR_HOME name the stack; deploy/run sets the usual ones up
 */

import { chromium } from "playwright-core";
import { administratorOpensAccount, administratorWantsAccount, anotherAgreesToAccount } from "./accounts.ts";
import { administratorTurns } from "./administrator.ts";
import { annotatorReports, annotatorWorks } from "./annotator.ts";
import { Checks, expect } from "./checks.ts";
import { clientExports, clientUploads } from "./client.ts";
import { waitingDemo } from "./demo.ts";
import { annotatorReads, clientTells } from "./guidelines.ts";
import { officerAsks, officerErases } from "./officer.ts";
import { annotatorKeepsPromises } from "./promises.ts";
import {
  redactionOfficerCorrects,
  redactionOfficerReleases,
  redactionOfficerWithdraws,
} from "./redactionOfficer.ts";
import { administratorProposes, administratorPutsInForce, anotherAgrees } from "./rules.ts";
import { clientWritesSchemas } from "./schemas.ts";
import {
  annotatorHandsIn,
  annotatorHandsInAgain,
  clientWantsSecondLooks,
  redactionOfficerReleasesThem,
  reviewerAccepts,
  reviewerJudges,
} from "./secondLooks.ts";
import { administratorAsks, administratorOpens, officerAgrees } from "./secondPerson.ts";
import { CHROMIUM, hasCodes, PATIENCE } from "./stack.ts";
import { annotatorSettles, annotatorTakesTurns } from "./turns.ts";
import { Visitor } from "./Visitor.ts";

const checks = new Checks();
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  headless: true,
  timeout: PATIENCE,
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

/** Runs one person's part, and counts what the page's policy had to stop. */
async function as<T>(name: string, part: (visitor: Visitor) => Promise<T>): Promise<T | undefined> {
  console.log(name);
  const visitor = await Visitor.arrives(browser, name);
  try {
    return await part(visitor);
  } catch (thrown) {
    await checks.that(`${name}'s part goes on to its end`, () => Promise.reject(thrown));
    return undefined;
  } finally {
    await checks.that(`${name}'s pages broke no policy`, async () =>
      expect(visitor.violations.length === 0, visitor.violations.join("\n")),
    );
    await visitor.leaves();
  }
}

/** One project, worked by one person and judged by another, until every face counts. */
async function secondLooks(): Promise<void> {
  const line = await as(hasCodes("clara") ? "clara" : "rosa", (client) =>
    clientWantsSecondLooks(checks, client),
  );
  if (line !== undefined) {
    await as("rosa", (rosa) => redactionOfficerReleasesThem(rosa, line));
    await as("anna", (anna) => annotatorHandsIn(checks, anna, line));
    await as("sven", (sven) => reviewerJudges(checks, sven, line));
    await as("anna", (anna) => annotatorHandsInAgain(checks, anna, line));
    await as("sven", (sven) => reviewerAccepts(checks, sven, line));
  }
}

try {
  await as("ada", async (ada) => {
    await ada.signIn();
    await checks.that("the organisations are known", async () => {
      const asked = [
        await ada.post("/api/v1/tenants", { handle: "acme" }),
        await ada.post("/api/v1/teams", { workforce: "north", team: "north-1", country: "DE" }),
      ];
      expect(
        asked.every((status) => status < 300 || status === 409),
        `The gateway answered ${asked.join(", ")}`,
      );
    });
    await ada.page.getByRole("navigation").getByRole("link", { name: "People", exact: true }).click();
    await checks.that("Keycloak's people are listed, with their roles and second factors", async () => {
      await ada.page.getByRole("navigation").getByRole("link", { name: "People", exact: true }).click();
      const anna = ada.page.getByRole("row").filter({ has: ada.page.getByText("anna", { exact: true }) });
      await anna.waitFor();
      const otto = ada.page.getByRole("row").filter({ has: ada.page.getByText("otto", { exact: true }) });
      const said = [await anna.textContent(), await otto.textContent()];
      expect(said[0]?.startsWith("annaannotatornorth-1no") === true, `anna's row says ${said[0]}`);
      expect(said[1]?.startsWith("ottocompliance-officeracmeyes") === true, `otto's row says ${said[1]}`);
    });
    await checks.that("each page says that this is a demonstration", () =>
      ada.page.getByRole("complementary").filter({ hasText: "Demonstration" }).waitFor(),
    );
    await checks.that("the page of the people is clean", () => ada.looksRight("00-people"));
    await administratorTurns(checks, ada);
    await ada.page.getByRole("navigation").getByRole("link", { name: "People", exact: true }).click();
    await checks.that("an administrator takes somebody into a team and records where it works", async () => {
      const team = ada.page.getByRole("region", { name: "north-1 (north)" });
      const opens = team.getByRole("button", { name: "Take somebody into north-1" });
      const before = team.getByRole("button", { name: "anna leaves north-1" });
      const takes = async () => {
        await opens.click();
        await team.getByLabel("Person").selectOption("anna");
        await team.getByLabel("Skills").fill("micro-expressions");
        await team.getByRole("button", { name: "Take somebody in", exact: true }).click();
      };
      await opens.waitFor();
      if (await before.isVisible()) {
        await before.click();
        await before.waitFor({ state: "detached" });
      }
      await takes();
      if (await ada.stepUpIfAsked("anna: micro-expressions")) {
        await takes();
      }
      await team.getByRole("listitem").filter({ hasText: "anna: micro-expressions" }).waitFor();
      await team.getByLabel("Country of the workplace").fill("AT");
      await team.getByRole("button", { name: "Record" }).click();
      await team.getByText("works in AT").waitFor();
    });
  });
  const own = await as("clara", (clara) => clientUploads(checks, clara));
  await as(hasCodes("clara") ? "clara" : "rosa", (client) => clientWritesSchemas(checks, client));
  const demo = await as("rosa", waitingDemo);
  const line = demo ?? own;
  if (line !== undefined) {
    const picture = await as("rosa", (rosa) => redactionOfficerReleases(checks, rosa, line));
    await as("anna", async (anna) => {
      await annotatorWorks(checks, anna, line);
      await annotatorKeepsPromises(checks, anna);
    });
    await as("anna", (anna) => annotatorTakesTurns(checks, anna));
    await as(hasCodes("clara") ? "clara" : "rosa", (client) => clientTells(checks, client, line));
    await as("anna", (anna) => annotatorReads(checks, anna));
    await as("anna", (anna) => annotatorSettles(checks, anna));
    await secondLooks();
    // Exporting needs a second factor; rosa is a client, too.
    await as(hasCodes("clara") ? "clara" : "rosa", (client) => clientExports(checks, client, line));
    await as("otto", (otto) => officerAsks(checks, otto));
    if (picture !== undefined) {
      await as("ada", (ada) => administratorAsks(checks, ada, picture));
      await as("otto", (otto) => officerAgrees(checks, otto, picture));
      await as("ada", (ada) => administratorOpens(checks, ada, picture));
    }
    await as("ada", async (ada) => {
      await administratorProposes(checks, ada);
      await administratorWantsAccount(checks, ada);
    });
    await as("alan", async (alan) => {
      await anotherAgrees(checks, alan);
      await anotherAgreesToAccount(checks, alan);
    });
    await as("ada", async (ada) => {
      await administratorPutsInForce(checks, ada);
      await administratorOpensAccount(checks, ada);
    });
    await as("anna", (anna) => annotatorReports(checks, anna, line));
    await as("rosa", (rosa) => redactionOfficerCorrects(checks, rosa, line));
  }
  if (own !== undefined && own !== line) {
    await as("rosa", (rosa) => redactionOfficerWithdraws(checks, rosa, own));
  }
  // Last: what is erased is missing from every batch that showed it.
  await as("otto", (otto) => officerErases(checks, otto));
  await checks.that("a page that breaks the policy would be noticed", () => Visitor.isWatched(browser));
} finally {
  await browser.close();
}
process.exitCode = checks.close() ? 0 : 1;
