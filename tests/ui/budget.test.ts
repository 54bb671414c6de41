import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from "vitest";
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

const MINUTE = 60_000;

const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();

/** The array was out for so many minutes, three days ago. */
async function wasOut(minutes: number): Promise<void> {
  const since = 3 * 24 * 60;
  const own = { item: "ARR-000001", reason: "controller failed" };
  await host.call("operation_set", { ...own, status: "out_of_service", since: ago(since) });
  await host.call("operation_set", { ...own, status: "in_service", reason: "mended", since: ago(since - minutes) });
}

/** A change that takes the array out for a quarter of an hour tomorrow. */
async function change(): Promise<string> {
  const { id } = await host.call<{ id: string }>("change_create", { title: "Array firmware" });
  const edits = [{ op: "out", item: "ARR-000001", mode: "full_outage" }];
  const window = { start: ago(-24 * 60), end: ago(-25 * 60) };
  await host.call("change_edit", { change: id, edits, minutes: 15, window });
  return id;
}

it.each(["en", "zh-HK"] as const)("what is left of a service's error budget is on its page, in %s", async (language) => {
  await wasOut(34);
  for (const scheme of ["light", "dark"] as const) {
    page = await open(browser, host, "#/items/MyGovHK", { language, scheme });
    const title = language === "en" ? "Error budget" : "停頓限額";
    const budget = page.getByRole("region", { name: title });
    await budget.getByText(/9\.[12]/).first().waitFor();
    await budget.getByRole("link", { name: "Storage array 1" }).waitFor();
    await budget.scrollIntoViewIfNeeded();
    await shot(page, `budget-service-${language}-${scheme}`);
    expect(await wrongs(page)).toEqual([]);
    await fits(page);
  }
});

it.each(["en", "zh-HK"] as const)("all error budgets stand under what is out, the least first, in %s", async (language) => {
  await wasOut(60);
  for (const scheme of ["light", "dark"] as const) {
    page = await open(browser, host, "#/outage", { language, scheme });
    const title = language === "en" ? /^Error budgets/ : /^停頓限額/;
    const all = page.getByRole("region", { name: title });
    const first = all.getByRole("row").nth(1);
    await first.getByText("MyGovHK").waitFor();
    await first.getByText(language === "en" ? "Overdrawn" : "已超支").waitFor();
    await all.scrollIntoViewIfNeeded();
    await shot(page, `budget-all-${language}-${scheme}`);
    expect(await wrongs(page)).toEqual([]);
    await fits(page);
  }
});

it.each(["en", "zh-HK"] as const)("a change says what it would use of error budgets, in %s", async (language) => {
  await wasOut(34);
  const id = await change();
  for (const scheme of ["light", "dark"] as const) {
    page = await open(browser, host, `#/changes/${id}/impact`, { language, scheme });
    const title = language === "en" ? /^Error budgets in the window/ : /^時段內的停頓限額/;
    const section = page.getByRole("region", { name: title });
    await section.getByText(language === "en" ? "More than there is" : "超出餘額", { exact: true }).first().waitFor();
    await shot(page, `budget-change-${language}-${scheme}`);
    expect(await wrongs(page)).toEqual([]);
    await fits(page);
  }
});

it("lists all budgets by keyboard alone", async () => {
  const large = await Host.start({ sample: false });
  onTestFinished(() => large.stop());
  await large.job("estate_create", { path: large.estate, name: "Sample", sample: true, whole: true });
  page = await open(browser, large, "#/outage");
  const all = page.getByRole("region", { name: /^Error budgets/ });
  const button = all.getByRole("button", { name: "Show all 32" });
  await button.focus();
  await page.keyboard.press("Enter");
  await all.getByRole("button", { name: /Show the first/ }).waitFor();
  expect(await all.getByRole("row").count()).toBe(33);
}, 90_000);

it("hides no budget of a few", async () => {
  page = await open(browser, host, "#/outage");
  const all = page.getByRole("region", { name: /^Error budgets · 10/ });
  await all.getByRole("row").nth(10).waitFor();
  expect(await all.getByRole("button").count()).toBe(0);
});
