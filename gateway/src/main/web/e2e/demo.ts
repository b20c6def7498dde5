import type { Line } from "./client.ts";
import { ADDRESS } from "./stack.ts";
import type { Visitor } from "./Visitor.ts";

/** The batch that deploy/run loads, as long as it waits for its release; undefined afterwards, or where there is none. */
export async function waitingDemo(rosa: Visitor): Promise<Line | undefined> {
  const { page } = rosa;
  await rosa.signIn();
  await page.getByRole("heading", { name: "Projects", exact: true }).waitFor();
  const project = page.getByRole("link", { name: "Demonstration", exact: true });
  if ((await project.count()) === 0) {
    return undefined;
  }
  await project.click();
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: "Demo", exact: true }) });
  await row.waitFor();
  if (!(await row.textContent())?.includes("waits for the redaction officer")) {
    return undefined;
  }
  await row.getByRole("link").click();
  await page.getByRole("heading", { name: "Demo", exact: true }).waitFor();
  const count = await page.getByText(/^6 pictures, \d+ faces$/).textContent();
  return {
    purpose: "landmark-demonstration",
    label: "Demo",
    batchPath: page.url().slice(ADDRESS.length),
    faces: Number(/(\d+) faces/.exec(count ?? "")?.[1]),
  };
}
