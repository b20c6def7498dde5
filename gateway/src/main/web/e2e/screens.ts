/**
 * Pictures of every page, in light and in dark, from a running demonstration. Nothing is changed but what looking changes: each
 * opened page is in the trail, and the face that is taken for the editor is given back.
 *
 *   npm run screens [-- de]
 */

import { chromium, type Page } from "playwright-core";
import { fileName, PLACES, type Place } from "./places.ts";
import { ADDRESS, CHROMIUM, PATIENCE, SCREENS } from "./stack.ts";
import { Visitor } from "./Visitor.ts";

const LANGUAGE = process.argv[2] === "de" ? "de" : "en";
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  headless: true,
  timeout: PATIENCE,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
/** Links of one kind that are followed before a way is given up. */
const MOST_TRIED = 5;
let missing = 0;
try {
  for (const person of new Set(PLACES.map((place) => place.person))) {
    const visitor = await Visitor.arrives(browser, person);
    await visitor.signIn();
    await visitor.page.evaluate((to) => localStorage.setItem("visor.language", to), LANGUAGE);
    for (const place of PLACES.filter((one) => one.person === person)) {
      await shows(visitor, place);
    }
    await visitor.leaves();
  }
} finally {
  await browser.close();
}
console.log(
  `The pictures are in ${SCREENS}; ${missing === 0 ? "all" : `all but ${missing}`} of the pages are there.`,
);

async function shows(visitor: Visitor, place: Place): Promise<void> {
  const name = `page-${fileName(place)}-${LANGUAGE}`;
  if (!(await goes(visitor, place))) {
    missing++;
    console.log(`  none  ${place.route}: nothing leads there yet`);
    return;
  }
  await visitor.keepsPictures(name);
  console.log(`  done  ${place.route}`);
  if (place.route === "/app/work") {
    await showsEditor(visitor, name);
  }
}

/** Whether the way led there. */
async function goes(visitor: Visitor, { from, links }: Pick<Place, "from" | "links">): Promise<boolean> {
  await visitor.page.goto(ADDRESS + from);
  await stands(visitor);
  const [like, ...rest] = links;
  if (like === undefined) {
    return true;
  }
  // The first project may have no batch, and another one does.
  const found = (await addresses(visitor.page)).filter((address) => like.test(address));
  for (const address of found.slice(0, MOST_TRIED)) {
    if (await goes(visitor, { from: address, links: rest })) {
      return true;
    }
  }
  return false;
}

function addresses(page: Page): Promise<string[]> {
  return page
    .locator("main a[href]")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
}

/** Waits until the page has what it asked for, the second factor given where it wants one. */
async function stands(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  await page.locator("main h1, main [role=alert]").first().waitFor();
  await page.waitForLoadState("networkidle");
  const factor = page.getByRole("button", { name: /second factor|zweiten Faktor/ });
  if (await factor.first().isVisible()) {
    await factor.first().click();
    await visitor.identify();
    await page.waitForLoadState("networkidle");
  }
}

async function showsEditor(visitor: Visitor, name: string): Promise<void> {
  const { page } = visitor;
  await page.locator("button.large").click();
  const panel = page.locator(".finish > .actions > button.primary");
  await panel.or(page.locator(".welcome [role=status]")).first().waitFor();
  if (!(await panel.isVisible())) {
    missing++;
    console.log("  none  the editor: no face waits");
    return;
  }
  await page.waitForLoadState("networkidle");
  await visitor.keepsPictures(`${name}-editor`);
  await page.locator(".finish > .actions > button.quiet").click();
  await page.locator(".finish dialog button.primary").click();
  await page.locator("button.large").waitFor();
  console.log("  done  the editor");
}
