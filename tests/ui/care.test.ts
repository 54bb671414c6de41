import { cpSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { fits, keys, launch, open, shot, wrongs } from "./browser";
import { Host } from "./host";

let browser: Browser;
let host: Host;
let page: Page;

beforeAll(async () => {
  browser = await launch();
});

beforeEach(async () => {
  host = await Host.start();
  return () => host.stop();
});

afterAll(async () => {
  await browser?.close();
});

/** Records that fields of items get these values; returns the record no. */
async function set(...fields: [string, string, string][]): Promise<number> {
  const edits = fields.map(([item, field, value]) => ({ op: "set", item, field, value }));
  const { plan } = await host.call<{ plan: unknown }>("edit_preview", { edits });
  return (await host.call<{ seq: number }>("edit_commit", { plan, reason: "a correction" })).seq;
}

async function serial(): Promise<string> {
  const item = await host.call<{ attributes: { id: string; text: string }[] }>("item", { item: "ARR-000001" });
  return item.attributes.find(({ id }) => id === "serial")?.text ?? "";
}

it("backs up, restores a copy, opens it and lets it take over, by keyboard", async () => {
  await set(["ARR-000001", "serial", "SN-1"]);
  const folder = join(host.dir, "backups");
  page = await open(browser, host, "#/settings/care");
  const now = page.getByRole("region", { name: "Back up now" });
  await now.getByText("This estate was never backed up from here.").waitFor();
  await now.getByLabel("Folder of the back-ups").fill(folder);
  await keys(page, "Enter");
  await page.getByRole("dialog", { name: "Jobs" }).getByText(/Back-up of record no. 3 written and checked/).waitFor();
  await keys(page, "Escape");
  await now.getByText(/Last back-up: .*up to record no. 3/).waitFor();
  expect(readdirSync(folder)).toHaveLength(1);
  const restore = page.getByRole("region", { name: "Restore a back-up" });
  if ((await restore.getByLabel("Back-up", { exact: false }).first().inputValue()) === "")
    await restore.getByLabel("Back-up", { exact: false }).first().fill(join(folder, readdirSync(folder)[0] ?? ""));
  await restore.getByLabel("Folder of the copy").fill(join(host.dir, "copy.cairn"));
  await keys(page, "Enter");
  await page.getByRole("dialog", { name: "Jobs" }).getByText(/Restored into/).waitFor();
  await keys(page, "Escape");
  await restore.getByRole("button", { name: "Open the copy" }).click();
  await page.getByRole("link", { name: "Copy, read-only" }).click();
  const replica = page.getByRole("region", { name: "This is a read-only copy" });
  await replica.getByLabel("Reason").fill("the original burned");
  expect(await replica.getByRole("button", { name: "Take over" }).isDisabled()).toBe(true);
  await replica.getByLabel("Nobody works on the original any more").check();
  await replica.getByRole("button", { name: "Take over" }).click();
  await page.getByRole("link", { name: "Copy, read-only" }).waitFor({ state: "detached" });
  expect(await serial()).toBe("SN-1");
  expect(await set(["ARR-000001", "serial", "SN-2"])).toBe(5);
});

it("encrypts a back-up, asks for its passphrase and restores it, by keyboard", async () => {
  const folder = join(host.dir, "backups");
  page = await open(browser, host, "#/settings/care");
  const now = page.getByRole("region", { name: "Back up now" });
  await now.getByLabel("Folder of the back-ups").fill(folder);
  await now.getByRole("combobox", { name: "Encryption" }).focus();
  await keys(page, "ArrowDown");
  await page.getByRole("option", { name: "With a passphrase" }).waitFor();
  await keys(page, "ArrowDown", "Enter");
  await now.getByLabel("Passphrase", { exact: false }).first().fill("seven stones on the ridge");
  await now.getByLabel("Passphrase again").fill("seven stones on the edge");
  await now.getByText("The two passphrases differ.").waitFor();
  await shot(page, "encrypt");
  expect(await wrongs(page)).toEqual([]);
  await now.getByLabel("Passphrase again").fill("seven stones on the ridge");
  await keys(page, "Enter");
  const jobs = page.getByRole("dialog", { name: "Jobs" });
  await jobs.getByText(/Encrypted back-up of record no. 2 written and checked/).waitFor();
  await keys(page, "Escape");
  const [name = ""] = readdirSync(folder);
  expect(name).toMatch(/\.backup\.cairn\.zip\.age$/);
  const restore = page.getByRole("region", { name: "Restore a back-up" });
  const key = restore.getByLabel("Passphrase", { exact: false }).first();
  const tries = [
    ["seven stones on the edge", /this key does not open it/],
    ["seven stones on the ridge", /Restored into/],
  ] as const;
  await restore.getByLabel("Back-up", { exact: false }).first().fill(join(folder, name));
  await restore.getByLabel("Folder of the copy").fill(join(host.dir, "copy.cairn"));
  for (const [words, said] of tries) {
    await key.fill(words);
    await keys(page, "Enter");
    await jobs.getByText(said).waitFor();
    await keys(page, "Escape");
    await shot(page, `restore-encrypted-${words.split(" ").pop()}`);
    expect(await wrongs(page)).toEqual([]);
  }
  await restore.getByRole("button", { name: "Open the copy" }).waitFor();
});

it.each([
  ["en", "dark", "For public keys", "Encryption", "Back-up"],
  ["zh-HK", "dark", "為公鑰加密", "加密", "備份檔案"],
] as const)("shows what encrypts and what opens in %s, %s", async (language, scheme, recipients, encryption, file) => {
  page = await open(browser, host, "#/settings/care", { language, scheme });
  await page.getByRole("combobox", { name: encryption }).focus();
  await keys(page, "ArrowDown");
  await page.getByRole("option", { name: recipients }).click();
  await page.getByPlaceholder("age1…").fill("age1nobody");
  await page.getByRole("textbox", { name: file, exact: true }).fill("/b/1.backup.cairn.zip.age");
  await page.locator("input[type=password]").waitFor();
  await shot(page, `encrypt-${language}-${scheme}`);
  expect(await wrongs(page)).toEqual([]);
  await fits(page);
});

it("backs up by itself when the turn is there", async () => {
  const folder = join(host.dir, "backups");
  const schedule = { rhythm: "daily", weekday: 0, minute: 0, to: folder, keep: 2 };
  await host.call("care_schedule", { schedule });
  // The schedule was made three days ago, while the application was closed.
  const file = join(host.dir, "care.json");
  const known = JSON.parse(await (await import("node:fs/promises")).readFile(file, "utf8"));
  known[host.estate].schedule[1] = new Date(Date.now() - 3 * 86_400_000).toISOString();
  writeFileSync(file, JSON.stringify(known));
  page = await open(browser, host, "#/settings/care");
  await page.getByText(/Last back-up: /).waitFor();
  await page.getByText(/Next back-up: /).waitFor();
  expect(readdirSync(folder)).toHaveLength(1);
});

it("takes a record back after what is in its way, which it leads to", async () => {
  const first = await set(["ARR-000001", "serial", "SN-1"], ["ARR-000002", "serial", "SN-9"]);
  const second = await set(["ARR-000001", "serial", "SN-2"]);
  page = await open(browser, host, "#/audit");
  await page.getByRole("button", { name: `Take back record no. ${first}` }).click();
  const dialog = page.getByRole("dialog", { name: `Take back record no. ${first}` });
  await dialog.getByText("It cannot be taken back: 1 in the way").waitFor();
  await shot(page, "revert-conflict");
  expect(await wrongs(page)).toEqual([]);
  expect(await dialog.getByRole("button", { name: "Take back" }).isDisabled()).toBe(true);
  await dialog.getByRole("link", { name: `record no. ${second}` }).click();
  await page.getByRole("button", { name: `Take back record no. ${second}` }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("wrong array");
  await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
  await page.getByText(`Record no. ${second} is undone`, { exact: false }).or(page.getByText(/undone/)).first().waitFor();
  expect(await serial()).toBe("SN-1");
  await page.goto(`${host.url}/?token=${host.token}#/audit`);
  await page.getByRole("button", { name: `Take back record no. ${first}` }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("wrong array");
  await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await serial()).toMatch(/^AR-/);
});

it("purges a value with two people, and leaves it nowhere in the log", async () => {
  await set(["ARR-000001", "serial", "secret-77"], ["ARR-000002", "notes", "see secret-77"]);
  page = await open(browser, host, "#/items/ARR-000001");
  await page.getByRole("button", { name: "More for Serial number", exact: true }).focus();
  await keys(page, "Enter");
  await page.getByRole("menuitem", { name: "Purge…" }).click();
  const dialog = page.getByRole("dialog", { name: /Purge Serial number of Storage array 1/ });
  await dialog.getByText("This cannot be undone by anybody").waitFor();
  await dialog.getByText("ARR-000002 · notes").waitFor();
  await shot(page, "purge");
  expect(await wrongs(page)).toEqual([]);
  const act = dialog.getByRole("button", { name: "Purge the value" });
  await dialog.getByLabel("Who approves").fill("Change Manager");
  await dialog.getByLabel("Reason").fill("a password");
  await dialog.getByLabel("Both people know that the value cannot be brought back").check();
  await act.click();
  await dialog.getByRole("alert").getByText(/A purge needs two people/).waitFor();
  await dialog.getByLabel("Who approves").fill("data officer");
  await act.click();
  await dialog.getByText(/Purged by record no. 4/).waitFor();
  expect(await serial()).toBe("");
});

it("keeps a checkpoint, and finds it held and missing", async () => {
  page = await open(browser, host, "#/audit");
  await page.getByRole("button", { name: "Checkpoint", exact: true }).click();
  const text = await page.getByLabel("Short text of the checkpoint").inputValue();
  await keys(page, "Escape");
  await set(["ARR-000001", "serial", "SN-1"]);
  const compare = async (given: string) => {
    await page.getByRole("button", { name: "Compare with a checkpoint" }).click();
    await page.getByRole("dialog").getByLabel("Short text of the checkpoint").fill(given);
    await page.getByRole("dialog").getByRole("button", { name: "Compare", exact: true }).click();
    const said = page.getByRole("dialog").getByRole("status").or(page.getByRole("dialog").getByRole("alert")).first();
    await said.waitFor();
    const found = (await said.textContent()) ?? "";
    await keys(page, "Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    return found;
  };
  expect(await compare(text)).toContain("The checkpoint holds");
  const newest = (await host.call<{ text: string }>("checkpoint", {})).text;
  const other = await Host.start();
  try {
    const foreign = (await other.call<{ text: string }>("checkpoint", {})).text;
    expect(await compare(foreign)).toContain("another estate");
  } finally {
    await other.stop();
  }
  const flipped = newest.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  expect(await compare(flipped)).toContain("check digit");
});

it("compacts the estate while it is open, and it is there again", async () => {
  page = await open(browser, host, "#/settings/care");
  await page.getByRole("button", { name: "Compact", exact: true }).click();
  await page.getByRole("region", { name: "Compact the database" }).getByText(/Everything was checked/).first().waitFor();
  expect(await serial()).toMatch(/^AR-/);
});

it("says what is damaged, salvages it beside itself and opens that", async () => {
  await host.job("backup", { to: join(host.dir, "backups") });
  await set(["ARR-000001", "serial", "SN-1"]);
  // The database goes back by one record that was acknowledged.
  await host.call("estate_close", {});
  const [database, before] = [join(host.estate, "db"), join(host.dir, "db.before")];
  cpSync(database, before, { recursive: true });
  await host.job("estate_open", { path: host.estate });
  await set(["ARR-000001", "serial", "lost"]);
  await host.call("estate_close", {});
  rmSync(database, { recursive: true });
  renameSync(before, database);
  await host.job("estate_open", { path: host.estate }).catch(() => undefined);
  for (const look of [{}, { language: "zh-HK", scheme: "dark" }, { width: 640, height: 400 }] as const) {
    page = await open(browser, host, "#/", look);
    await page.getByRole("alert").first().waitFor();
    await page.waitForLoadState("networkidle");
    expect(await wrongs(page)).toEqual([]);
    await fits(page);
    await page.close();
  }
  page = await open(browser, host, "#/");
  const alert = page.getByRole("alert").first();
  expect(await alert.textContent()).toContain("Nothing was changed");
  const restore = page.getByRole("region", { name: "Open the last back-up" });
  await restore.getByText("This is the newest back-up known here.").waitFor();
  await page.getByRole("button", { name: "Salvage", exact: true }).click();
  await page.getByText(/The first record that cannot be read is no. 4/).waitFor();
  await keys(page, "Escape");
  await page.getByRole("button", { name: "Open what was saved" }).click();
  await page.getByRole("link", { name: "Copy, read-only" }).waitFor();
  expect(await serial()).toBe("SN-1");
});

it("purges a value that was there before, and keeps the one that is there now", async () => {
  const former = await set(["ARR-000001", "serial", "secret-77"]);
  await set(["ARR-000001", "serial", "SN-2"]);
  page = await open(browser, host, "#/items/ARR-000001");
  const line = page.getByRole("listitem").filter({ hasText: `record no. ${former}` }).first();
  await line.getByRole("button", { name: /More for Serial number/ }).click();
  await page.getByRole("menuitem", { name: "Purge…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("It is a former value: the item keeps the one it has now.").waitFor();
  await dialog.getByLabel("Who approves").fill("data officer");
  await dialog.getByLabel("Reason").fill("a password");
  await dialog.getByLabel("Both people know that the value cannot be brought back").check();
  await dialog.getByRole("button", { name: "Purge the value" }).click();
  await dialog.getByText(/Purged by record no. 5/).waitFor();
  expect(await serial()).toBe("SN-2");
});

it("looks into a snapshot without an estate, and records nothing in it", async () => {
  await host.call("operation_set", { item: "ARR-000001", status: "out_of_service", reason: "controller failed" });
  const file = join(host.dir, "night.cairn.zip");
  await host.job("snapshot_export", { to: file });
  await host.call("estate_close", {});
  page = await open(browser, host, "#/");
  await page.getByRole("button", { name: "Look into a snapshot" }).click();
  const dialog = page.getByRole("dialog", { name: "Look into a snapshot" });
  await dialog.getByLabel("File").fill(file);
  expect(await wrongs(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Look into it" }).click();
  await page.getByText("Snapshot, read-only").waitFor();
  await page.getByRole("link", { name: "What is out" }).click();
  await page.getByText(/MyGovHK is down/).waitFor();
  await shot(page, "snapshot-looked-at");
  expect(await wrongs(page)).toEqual([]);
  await fits(page);
  const refused = host.call("operation_set", { item: "ARR-000001", status: "in_service", reason: "mended" });
  await expect(refused).rejects.toThrow(/only looked at/);
});
