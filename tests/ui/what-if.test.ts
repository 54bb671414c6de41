import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { fits, launch, open, shot, wrongs } from "./browser";
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

const retire = [{ op: "retire", item: "core-1" }];

async function kept(name: string, edits: unknown[]): Promise<string> {
  const { id } = await host.call<{ id: string }>("what_if_keep", { name, note: "before the lease ends", edits });
  return id;
}

it.each(["en", "zh-HK"] as const)("a what-if says one sentence, then side by side, in %s", async (language) => {
  const id = await kept("Without core 1", retire);
  for (const scheme of ["light", "dark"] as const) {
    page = await open(browser, host, `#/changes/what-if/${id}`, { language, scheme });
    await page.locator("table.side tbody tr").first().waitFor();
    await shot(page, `what-if-${language}-${scheme}`);
    expect(await wrongs(page)).toEqual([]);
    await fits(page);
    await page.goto(page.url().replace(/#.*/, "#/changes/what-if"));
    await page.getByText("Without core 1").first().waitFor();
    await shot(page, `what-if-list-${language}-${scheme}`);
    expect(await wrongs(page)).toEqual([]);
  }
});

it("is made, planned, asked, renamed, turned into a change by keyboard alone", async () => {
  page = await open(browser, host, "#/changes/what-if");
  await page.getByText("Plan edits without a change").waitFor();
  await shot(page, "what-if-empty");
  const make = page.getByRole("button", { name: "New what-if" });
  await make.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Name" }).waitFor();
  await page.keyboard.type("Without the array");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Title" }).or(page.getByLabel("New step")).first().waitFor();
  await page.getByLabel("New step").focus();
  await page.keyboard.type("Take it away");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /Take it away/ }).waitFor();
  await shot(page, "what-if-plan");
  const { what_ifs } = await host.call<{ what_ifs: { id: string }[] }>("what_ifs", {});
  const id = what_ifs[0]?.id ?? "";
  await host.call("what_if_edit", { what_if: id, edits: [{ op: "out", item: "arr-1", mode: "full_outage" }] });
  page = await open(browser, host, `#/changes/what-if/${id}`);
  await page.getByRole("status").filter({ hasText: "MyGovHK goes down while it is done" }).waitFor();
  await page.getByRole("tab", { name: "Map" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Map" }).waitFor();
  await shot(page, "what-if-map");
  const turn = page.getByRole("button", { name: "Turn into a change" });
  await turn.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Why" }).fill("end of life");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /CHG-\d+ Without the array/ }).waitFor();
  await page.getByRole("link", { name: `From ${id}` }).click();
  await page.getByRole("link", { name: /Became CHG-/ }).waitFor();
  await shot(page, "what-if-became");
});

it("names what contradicts the estate and brings it up to date; is deleted after asking", async () => {
  const id = await kept("Without core 1", retire);
  const edits = [{ op: "set", item: "core-1", field: "state", value: "maintenance" }];
  const { plan } = await host.call<{ plan: unknown }>("edit_preview", { edits });
  await host.call("edit_commit", { plan, reason: "it is being mended", kind: "change" });
  page = await open(browser, host, `#/changes/what-if/${id}`);
  const conflicts = page.getByRole("region", { name: "What contradicts the estate" });
  await conflicts.waitFor();
  await shot(page, "what-if-conflicts");
  expect(await wrongs(page)).toEqual([]);
  await conflicts.getByRole("button", { name: "Bring up to date" }).click();
  await page.locator("table.side tbody tr").first().waitFor();
  await page.getByRole("button", { name: "More to do with this what-if" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByText("Plan edits without a change").waitFor();
});
