import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { type Checks, expect } from "./checks.ts";
import { HOME, PATIENCE, ROOT } from "./stack.ts";
import type { Visitor } from "./Visitor.ts";

/** Looks at what the browser kept of the log's word, and holds the log to it. */
export async function annotatorKeepsPromises(checks: Checks, anna: Visitor): Promise<void> {
  const { page } = anna;
  const log = page.getByRole("row").filter({ hasText: "visor/" }).first();
  await checks.that("the browser kept the promises that came with the views, through a reload", async () => {
    await page.getByRole("link", { name: "Promises" }).click();
    await log.waitFor();
    await page.reload();
    await log.waitFor();
    const count = Number(await log.getByRole("cell").nth(1).textContent());
    expect(count > 0 && count <= 1000, `It keeps ${count}`);
  });
  await checks.that("the page of the promises is clean", () => anna.looksRight("08-promises"));
  await checks.that("the log keeps what the browser was promised", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      log.getByRole("button", { name: /^Save the promises of/ }).click(),
    ]);
    const origin = (await log.getByRole("cell").first().textContent()) ?? "";
    const java = process.env.JAVA_HOME === undefined ? "java" : join(process.env.JAVA_HOME, "bin/java");
    const file = await download.path();
    const check = () =>
      execFileSync(
        java,
        ["-jar", join(ROOT, "audit/target/visor-audit.jar"), "promises", file, join(HOME, "trail", origin)],
        { encoding: "utf8" },
      );
    let said = check();
    // The newest may be on its way.
    for (const end = Date.now() + PATIENCE; /not in the log yet/.test(said) && Date.now() < end; ) {
      await page.waitForTimeout(1000);
      said = check();
    }
    expect(/\b(\d+) of \1 promised records stand in the log/.test(said), said);
  });
}
