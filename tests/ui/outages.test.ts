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

const HOUR = 3_600_000;
const from = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
const NOTHING = { items: [], back: [], no_expected_end: false, reason: "" };
const array = { item: "ARR-000001", level: "out_of_service" };
const cooling = { item: "COO-000001", level: "degraded" };

it("records an outage from an item, corrects it, ends it and closes it", async () => {
  page = await open(browser, host, "#/items/ARR-000001");
  await page.getByRole("button", { name: "More to do" }).or(page.getByRole("button", { name: /more/i })).first().click();
  await page.getByRole("menuitem", { name: "Record an outage" }).click();
  const form = page.getByRole("dialog", { name: "Record an outage" });
  await form.getByText("Storage array 1").waitFor();
  await form.getByRole("textbox", { name: "Title" }).fill("Controller failed");
  await form.getByRole("combobox", { name: "Add an item" }).fill("Cooling unit 1");
  await page.getByRole("option", { name: /COO-000001/ }).click();
  const level = form.getByRole("radiogroup").last();
  await level.getByText("degraded", { exact: true }).click();
  expect(await wrongs(page, "[role=dialog]")).toEqual([]);
  await shot(page, "outages-form");
  await form.getByRole("button", { name: "Record an outage" }).click();

  await page.getByRole("heading", { name: /OUT-000001 Controller failed/ }).waitFor();
  await page.getByText(/2 items are out since/).waitFor();
  await page.getByRole("region", { name: /Services that it hits/ }).getByText("MyGovHK").waitFor();
  expect(await wrongs(page)).toEqual([]);
  await fits(page);
  await shot(page, "outages-open");

  await page.getByRole("button", { name: "Correct" }).click();
  const correct = page.getByRole("dialog", { name: "Correct OUT-000001" });
  await correct.getByRole("button", { name: /Cooling unit .* is not out/ }).click();
  await correct.getByRole("textbox", { name: "Reason" }).fill("It came back by itself");
  await correct.getByRole("button", { name: "Correct" }).click();
  await page.getByText("It came back by itself").waitFor();
  await page.getByRole("region", { name: "Items · 2" }).waitFor();

  await page.getByRole("button", { name: "It is over" }).click();
  const end = page.getByRole("dialog", { name: "OUT-000001 is over" });
  await end.getByRole("textbox", { name: "Cause" }).fill("A worn-out battery");
  await end.getByRole("button", { name: "It is over" }).click();
  await page.getByText(/2 items were out from/).waitFor();
  await page.getByText("A worn-out battery").first().waitFor();
  await shot(page, "outages-over");
  await page.getByRole("button", { name: "Close the record" }).click();
  const close = page.getByRole("dialog", { name: "Close OUT-000001" });
  await close.getByRole("button", { name: "Close the record" }).click();
  await page.getByText("closed", { exact: true }).first().waitFor();
  expect(await page.getByRole("button", { name: "Correct" }).count()).toBe(0);
  const sheet = await host.call<{ out: unknown[] }>("outage_sheet", {});
  expect(sheet.out).toEqual([]);
});

it.each(["en", "zh-HK"] as const)("outages are on one list and one page, in %s", async (language) => {
  await host.call("outage_create", { ...NOTHING, title: "Power dip", items: [array, cooling], from: from(-2), expected_end: from(1) });
  const { id: change } = await host.call<{ id: string }>("change_create", { title: "Array firmware" });
  const planned = { planned: true, from: from(30), expected_end: from(32), change };
  await host.call("outage_create", { ...NOTHING, title: "Battery replacement", items: [cooling], ...planned });
  const past = { from: from(-50), to: from(-49), cause: "Somebody pulled the wrong plug" };
  await host.call("outage_create", { ...NOTHING, title: "Wrong plug", items: [array], ...past, change });
  for (const scheme of ["light", "dark"] as const) {
    page = await open(browser, host, "#/outage/records", { language, scheme });
    await page.getByText("Battery replacement").waitFor();
    expect(await page.getByRole("row").count()).toBe(4);
    await shot(page, `outages-list-${language}-${scheme}`);
    expect(await wrongs(page)).toEqual([]);
    await fits(page);
    await page.goto(`${page.url().replace(/#.*/, "")}#/outage/OUT-000002`);
    await page.getByRole("heading", { name: /OUT-000002/ }).waitFor();
    await shot(page, `outages-announced-${language}-${scheme}`);
    expect(await wrongs(page)).toEqual([]);
    await page.goto(`${page.url().replace(/#.*/, "")}#/outage`);
    await page.getByRole("link", { name: "OUT-000001" }).first().waitFor();
    await page.goto(`${page.url().replace(/#.*/, "")}#/changes/${change}`);
    await page.getByText("Wrong plug").waitFor();
    await shot(page, `outages-change-${language}-${scheme}`);
    expect(await wrongs(page)).toEqual([]);
  }
  await page.goto(`${page.url().replace(/#.*/, "")}#/changes?form=timeline`);
  await page.getByRole("link", { name: "Power dip" }).waitFor();
  await shot(page, `outages-calendar-${language}`);
  await page.goto(`${page.url().replace(/#.*/, "")}#/items/ARR-000001`);
  await page.getByRole("link", { name: "OUT-000001" }).first().waitFor();
  await shot(page, `outages-item-${language}`);
  await fits(page);
});

it("says what to do where there is none, and refuses what makes no sense without losing a word", async () => {
  page = await open(browser, host, "#/outage/records");
  await page.getByText("No outage is recorded.").waitFor();
  await shot(page, "outages-empty");
  await page.getByRole("button", { name: "Record an outage" }).click();
  const form = page.getByRole("dialog", { name: "Record an outage" });
  await form.getByRole("textbox", { name: "Title" }).fill("Ahead of its time");
  await form.getByRole("combobox", { name: "Add an item" }).fill("Storage array 1");
  await page.getByRole("option", { name: /ARR-000001/ }).click();
  await form.getByLabel("Began").fill("2099-01-01T10:00");
  await form.getByRole("button", { name: "Record an outage" }).click();
  await form.getByText(/has not begun/).waitFor();
  await shot(page, "outages-refused");
  expect(await form.getByRole("textbox", { name: "Title" }).inputValue()).toBe("Ahead of its time");
  await page.goto(`${page.url().replace(/#.*/, "")}#/outage/OUT-000009`);
  await page.getByText(/is not an outage of this estate/).waitFor();
});
