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

const out = (item: string, operation: string, reason: string) =>
  host.call("operation_set", { item, status: operation, reason });

/** Somebody to call, and a contract, for the array that will fail. */
async function people(): Promise<void> {
  const edits = [
    { op: "add", class: "team", name: "Storage team" },
    { op: "add", class: "contract", name: "Array upkeep" },
    { op: "add", class: "supplier", name: "Array maker" },
    { op: "set", item: "Storage team", field: "telephone", value: "+852 2000 0001" },
    { op: "set", item: "Array maker", field: "telephone", value: "+852 2000 0002" },
    { op: "set", item: "Array upkeep", field: "contract_target", value: "99.5" },
    { op: "set", item: "ARR-000001", field: "support_team", value: "Storage team" },
    { op: "set", item: "BSV-000003", field: "support_team", value: "Storage team" },
    { op: "connect", from: "ARR-000001", type: "covered_by", to: "Array upkeep" },
    { op: "connect", from: "Array upkeep", type: "supplied_by", to: "Array maker" },
  ];
  const { plan } = await host.call<{ plan: unknown }>("edit_preview", { edits });
  await host.call("edit_commit", { plan, reason: "who to call", kind: "correction" });
}

it.each(["en", "zh-HK"] as const)("what is out is on one screen with who can help, in %s", async (language) => {
  await people();
  await out("ARR-000001", "out_of_service", "controller failed");
  await out("COO-000001", "degraded", "fan noise");
  for (const scheme of ["light", "dark"] as const) {
    page = await open(browser, host, "#/outage", { language, scheme });
    await page.getByText("+852 2000 0001").first().waitFor();
    await page.getByText("+852 2000 0002").first().waitFor();
    await shot(page, `outage-out-${language}-${scheme}`);
    expect(await wrongs(page)).toEqual([]);
    await fits(page);
  }
});

it("finds what is behind several reports, and writes the sheet", async () => {
  await out("ARR-000001", "out_of_service", "controller failed");
  page = await open(browser, host, "#/outage");
  await page.getByText(/MyGovHK is down/).waitFor();
  const causes = page.getByRole("region", { name: "What is behind several reports?" });
  await host.call("operation_set", { item: "ARR-000001", status: "in_service", reason: "mended" });
  for (const name of ["data.gov.hk", "City dashboards"]) {
    await causes.getByRole("combobox", { name: "Add what was reported" }).fill(name);
    await page.getByRole("option", { name: new RegExp(`^${name}.*BSV`) }).click();
  }
  await causes.getByRole("status").filter({ hasText: /explains? all of it/ }).waitFor();
  await shot(page, "outage-causes");
  await page.getByRole("button", { name: "Save the sheet" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "PDF, for paper" }).click();
  expect((await download).suggestedFilename()).toBe("outage.pdf");
});

it("declares how many of a group are needed in one step, and takes it back", async () => {
  page = await open(browser, host, "#/weak");
  await page.getByText(/go down with a single failure/).waitFor();
  await page.getByText("Storage array 1").first().waitFor();
  await page.getByText("Pairs", { exact: true }).click();
  await page.getByRole("button", { name: "Look for pairs" }).click();
  await page.getByText(/go down with two failures that are safe alone/).waitFor();
  await page.getByText(/^The first \d+ pairs$/).first().click();
  await shot(page, "weak-pairs-found");
  expect(await wrongs(page)).toEqual([]);
  await page.getByText("Undeclared redundancy", { exact: true }).click();
  const rows = page.locator("table.weak tbody tr");
  await rows.first().waitFor();
  const before = await rows.count();
  await rows.first().getByRole("button", { name: "Declare" }).click();
  await expect.poll(() => rows.count()).toBe(before - 1);
  await shot(page, "weak-declared");
  const { commits } = await host.call<{ commits: { kind: string; reason: string }[] }>("log", { limit: 1 });
  expect(commits[0]?.kind).toBe("correction");
  expect(commits[0]?.reason).toMatch(/are needed$/);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect.poll(() => rows.count()).toBe(before);
});

it("compares an outage with what it did before, and names the record that made the difference", async () => {
  await host.call("baseline_create", { name: "before" });
  const edit = [{ op: "need", item: "HAL-000001", group: "@cooled_by", min_up: "4" }];
  const { plan } = await host.call<{ plan: unknown }>("edit_preview", { edits: edit });
  await host.call("edit_commit", { plan, reason: "all four are needed in summer", kind: "correction" });
  page = await open(browser, host, "#/impact?out=COO-000001");
  const since = page.getByRole("region", { name: "The same at an earlier moment" });
  await since.getByRole("combobox", { name: "Since the baseline" }).click();
  await page.getByRole("option", { name: "before" }).click();
  await since.getByText(/items? (is|are) at another level/).waitFor();
  await since.getByText("all four are needed in summer").waitFor();
  await since.scrollIntoViewIfNeeded();
  await shot(page, "impact-since");
  expect(await wrongs(page)).toEqual([]);
});

/** Brings in a relationship of a type that nobody knows. */
async function learn(): Promise<void> {
  const table = "source_id,type,target_id\nBSV-000003,whispers_to,ARR-000001\n";
  const files = [{ name: "links.csv", content: Buffer.from(table).toString("base64") }];
  const choices = { learn: true };
  const { seq } = await host.job<{ seq: number }>("import_preview", { files, choices });
  await host.job("import_apply", { files, choices, seq, reason: "links" });
}

it.each(["en", "zh-HK"] as const)("a learned type is confirmed with one button, in %s", async (language) => {
  await learn();
  for (const scheme of ["light", "dark"] as const) {
    page = await open(browser, host, "#/weak/errors", { language, scheme });
    await page.getByRole("cell", { name: "whispers_to" }).first().waitFor();
    await shot(page, `weak-types-${language}-${scheme}`);
    expect(await wrongs(page)).toEqual([]);
    await fits(page);
  }
  const name = language === "en" ? "Confirm whispers_to" : "確認 whispers_to";
  const button = page.getByRole("button", { name });
  await button.press("Enter");
  await button.waitFor({ state: "detached" });
  const list = await host.call<{ unconfirmed: unknown[] }>("work_list", {});
  expect(list.unconfirmed).toEqual([]);
});
