import { afterEach, describe, expect, it, vi } from "vitest";
import { delivered } from "./api.ts";
import { addRecipient, RECIPIENT, removeRecipient, short } from "./recipients.ts";

const KEY = "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg";

afterEach(() => vi.unstubAllGlobals());

describe("a recipient", () => {
  it("is a public key and no secret one", () => {
    expect(RECIPIENT.test(KEY)).toBe(true);
    for (const other of [
      "",
      KEY.slice(1),
      `${KEY}q`,
      KEY.toUpperCase(),
      "AGE-SECRET-KEY-1QQ",
      "ssh-ed25519 AAAA",
    ]) {
      expect(RECIPIENT.test(other), other).toBe(false);
    }
  });

  it("is shown shortened where there is little room", () => {
    expect(short(KEY)).toBe("age1lggyhq…qvfafg");
  });

  it("is registered without the blanks around it, and taken off by its identifier", async () => {
    const answer = { id: "r", recipient: KEY, created: "2026-01-01T00:00:00Z" };
    const fetched = vi.fn<typeof fetch>(
      async () => new Response(JSON.stringify(answer), { headers: { "content-type": "application/json" } }),
    );
    vi.stubGlobal("fetch", fetched);
    vi.stubGlobal("document", { cookie: "" });
    await expect(addRecipient("p", ` ${KEY}\n`)).resolves.toEqual(answer);
    await removeRecipient("p", "r");
    expect(fetched.mock.calls.map(([address]) => String(address))).toEqual([
      "/api/v1/projects/p/recipients",
      "/api/v1/projects/p/recipients/r/remove",
    ]);
    expect(fetched.mock.calls[0]?.[1]?.body).toBe(JSON.stringify({ recipient: KEY }));
  });
});

describe("an export's delivery", () => {
  it("is said in words", () => {
    expect(delivered("plain", [])).toContain("plain");
    expect(delivered("sealed", [KEY, KEY])).toContain("2 keys");
    expect(delivered("sealed", [KEY])).toContain("1 key");
    expect(delivered("reseal", [])).toContain("sealed anew");
  });
});
