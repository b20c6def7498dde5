import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "./checks.ts";
import { ADDRESS, oneTimeCode, PATIENCE, password, SCREENS } from "./stack.ts";

/** One person with a browser of their own, whose page's sins are counted. */
export class Visitor {
  readonly name: string;
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #violations: string[] = [];

  private constructor(name: string, context: BrowserContext, page: Page) {
    this.name = name;
    this.#context = context;
    this.page = page;
  }

  static async arrives(browser: Browser, name: string): Promise<Visitor> {
    const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, locale: "en-GB" });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const visitor = new Visitor(name, context, page);
    await visitor.#watch();
    return visitor;
  }

  async #watch(): Promise<void> {
    await this.page.exposeFunction("visorViolation", (what: string) => this.#violations.push(what));
    await this.page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        const report = (window as unknown as { visorViolation?: (what: string) => void }).visorViolation;
        report?.(`${event.effectiveDirective} ${event.blockedURI} ${event.sample} at ${event.documentURI}`);
      });
    });
    this.page.on("console", (message) => {
      if (/Content Security Policy|TrustedHTML|TrustedScript|Trusted Type/i.test(message.text())) {
        this.#violations.push(message.text());
      }
    });
    this.page.on("pageerror", (error) => this.#violations.push(`error on the page: ${error.message}`));
  }

  /** What the content security policy had to stop on our own pages, and what broke on them. */
  get violations(): readonly string[] {
    return this.#violations.filter((one) => !/ at https?:/.test(one) || one.includes(` at ${ADDRESS}`));
  }

  /** Opens the first page and signs in through the identity provider's own form. */
  async signIn(): Promise<void> {
    await this.page.goto(ADDRESS);
    await this.page.getByRole("button", { name: "Sign in" }).click();
    await this.identify();
    await this.page.getByRole("button", { name: "Sign out" }).waitFor();
  }

  /** Fills in the identity provider's forms until they lead back. A code is good once: the second try waits for the next. */
  async identify(): Promise<void> {
    const { page } = this;
    let codes = 0;
    for (let forms = 0; forms < 6; forms++) {
      await page.waitForLoadState("load");
      const field = page.locator("#password, #otp, main#content").first();
      await field.waitFor();
      if (page.url().startsWith(ADDRESS)) {
        return;
      }
      if (await page.locator("#password").isVisible()) {
        if (await page.locator("#username").isVisible()) {
          await page.locator("#username").fill(this.name);
        }
        await page.locator("#password").fill(password(this.name));
      } else {
        if (codes++ > 0) {
          await page.waitForTimeout(30_000 - (Date.now() % 30_000) + 500);
        }
        await page.locator("#otp").fill(oneTimeCode(this.name));
      }
      await Promise.all([
        page.waitForEvent("domcontentloaded"),
        page.locator("#kc-login, button[type=submit], input[type=submit]").first().click(),
      ]);
    }
    throw new Error(`Signing in as ${this.name} ended at ${page.url().replace(/\?.*/, "")}`);
  }

  /** Gives the second factor where the page asks for it. */
  async stepUp(): Promise<void> {
    await this.page.getByRole("button", { name: "Confirm with your second factor" }).click();
    await this.identify();
  }

  /** The same, where an action may or may not need it; `until` is what the action leads to. */
  async stepUpIfAsked(until: string): Promise<boolean> {
    const ask = this.page.getByRole("button", { name: "Confirm with your second factor" });
    await ask.or(this.page.getByText(until)).first().waitFor();
    if (await ask.isVisible()) {
      await this.stepUp();
      return true;
    }
    return false;
  }

  /** Keeps a picture of the page in light and one in dark. */
  async keepsPictures(screen: string): Promise<void> {
    for (const colorScheme of ["light", "dark"] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.#keepsPicture(screen, colorScheme);
    }
    await this.page.emulateMedia({ colorScheme: "light" });
  }

  async #keepsPicture(screen: string, colorScheme: "light" | "dark"): Promise<void> {
    mkdirSync(SCREENS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENS, `${screen}-${colorScheme}.png`), fullPage: true });
  }

  /** Looks at the page as it is with axe, in light and in dark, and keeps a picture of each. */
  async looksRight(screen: string): Promise<void> {
    const found: string[] = [];
    const before = this.#violations.length;
    for (const colorScheme of ["light", "dark"] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.#keepsPicture(screen, colorScheme);
      const result = await new AxeBuilder({ page: this.page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        .analyze();
      for (const violation of result.violations) {
        found.push(
          `${colorScheme}: ${violation.id} at ${violation.nodes.map((node) => node.target.join(" ")).join(", ")}`,
        );
      }
    }
    await this.page.emulateMedia({ colorScheme: "light" });
    // What axe itself does to the page is not the page's sin.
    this.#violations.length = before;
    expect(found.length === 0, found.join("\n"));
  }

  /** Calls the gateway from the page, with the session that it has. */
  async post(path: string, json: unknown): Promise<number> {
    return this.page.evaluate(
      async ({ path, json }) => {
        const token = /XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? "";
        const answer = await fetch(path, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-XSRF-TOKEN": decodeURIComponent(token) },
          body: JSON.stringify(json),
        });
        return answer.status;
      },
      { path, json },
    );
  }

  /** Signs out; whoever signs in next is asked who they are. */
  async signOut(): Promise<void> {
    await this.page.getByRole("button", { name: "Sign out" }).click();
    await this.page.getByRole("button", { name: "Sign in" }).click();
    await this.page.locator("#username").waitFor();
  }

  /** Breaks the policy on purpose, in each of the ways that are counted. */
  static async isWatched(browser: Browser): Promise<void> {
    const visitor = await Visitor.arrives(browser, "nobody");
    await visitor.page.goto(ADDRESS);
    const refused = await visitor.page.evaluate(() => {
      document.body.setAttribute("style", "color: red");
      const image = document.createElement("img");
      image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
      document.body.append(image);
      try {
        document.body.insertAdjacentHTML("beforeend", "<p>text</p>");
        return false;
      } catch {
        return true;
      }
    });
    const wanted = ["style-src", "img-src", "require-trusted-types-for"];
    const all = () => wanted.every((directive) => visitor.violations.join("\n").includes(directive));
    // The page tells of them when it comes to it.
    for (const end = Date.now() + PATIENCE; !all() && Date.now() < end; ) {
      await visitor.page.waitForTimeout(100);
    }
    const seen = visitor.violations.join("\n");
    await visitor.leaves();
    expect(refused, "A string became markup");
    for (const directive of wanted) {
      expect(seen.includes(directive), `No ${directive} violation was counted: ${seen}`);
    }
  }

  async leaves(): Promise<void> {
    await this.#context.close();
  }
}
