import { randomBytes } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { keys, launch, open, shot, wrongs } from "./browser";
import { Host } from "./host";

let browser: Browser;
let host: Host;
let page: Page;

beforeAll(async () => {
  [host, browser] = await Promise.all([Host.start(), launch()]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name });

it("opens the sample through its door, by keyboard alone", async () => {
  const own = await Host.start({ sample: false });
  page = await open(browser, own, "#/");
  const door = page.getByRole("button", { name: /Open the sample/ });
  await door.focus();
  await keys(page, "Enter");
  await page.getByRole("dialog").getByLabel("Folder").waitFor();
  await page.keyboard.type(own.estate);
  await keys(page, "Enter");
  // Two years of history are made first: seconds in a release, more in a build for tests.
  await heading("sample").waitFor({ timeout: 150_000 });
  expect(await page.getByRole("link", { name: /1,473\s*items/ }).count()).toBe(1);
  await own.stop();
}, 180_000);

it("refuses a place that is no estate, and says what to do", async () => {
  const own = await Host.start({ sample: false });
  page = await open(browser, own, "#/");
  await page.getByRole("button", { name: "Open an estate" }).click();
  await page.getByRole("dialog").getByLabel("Folder").fill(own.dir);
  await keys(page, "Enter");
  const alert = page.getByRole("dialog").getByRole("alert");
  await alert.waitFor();
  expect(await alert.textContent()).toContain("What to do");
  await own.stop();
});

it("goes from home to an item and its impact, by keyboard alone", async () => {
  page = await open(browser, host, "#/");
  await keys(page, "g", "i");
  await heading(/Items/).waitFor();
  await page.getByRole("grid").waitFor();
  await keys(page, "/");
  await page.keyboard.type("ARR-0000");
  await page.getByText("Items · 2").waitFor();
  await keys(page, "Escape", "j", "k", "x");
  await page.getByText("1 selected").waitFor();
  await keys(page, "Space");
  await page.getByRole("complementary", { name: "Inspector" }).getByText("ARR-000001").first().waitFor();
  await keys(page, "Enter");
  await heading(/Storage array 1/).waitFor();
  await keys(page, "i");
  await page.getByText("MyGovHK goes down.", { exact: false }).first().waitFor();
  await keys(page, "o");
  await page.getByRole("table", { name: "Map of what is hit and what holds" }).waitFor();
  await page.getByRole("button", { name: "Why MyGovHK", exact: true }).focus();
  await keys(page, "Enter");
  await page.getByRole("complementary", { name: "Why" }).getByText("needs MyGovHK database", { exact: false }).waitFor();
  await keys(page, "Escape");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Why MyGovHK");
});

it("finds from anywhere, and no letter fires while somebody types", async () => {
  page = await open(browser, host, "#/");
  await keys(page, "Control+k");
  await page.keyboard.type("giMyGov");
  expect(page.url()).toContain("#/");
  for (let n = 0; n < 7; n += 1) await keys(page, "Backspace");
  await page.keyboard.type("MyGovHK database");
  await page.locator("[data-action]:not([data-old=true])").filter({ hasText: "DBC-000001" }).waitFor();
  const chosen = page.locator("[data-action][data-selected]");
  while (!(await chosen.textContent({ timeout: 1000 }).catch(() => ""))?.includes("DBC-000001")) await keys(page, "ArrowDown");
  await keys(page, "Enter");
  await heading(/MyGovHK database/).waitFor();
});

it("draws the map, opens a group and lets another item go out", async () => {
  page = await open(browser, host, "#/impact?out=ARR-000001");
  await page.locator(".react-flow__edge").first().waitFor({ state: "attached" });
  expect(await page.locator(".react-flow__node").count()).toBeGreaterThan(10);
  await page.getByText(/Shown \d+ of \d+/).waitFor();
  // Services stand on top, far from what goes out.
  await page.getByRole("button", { name: "Show all of it" }).click();
  await page.locator(".react-flow__node", { hasText: "iAM Smart authentication" }).click();
  await page.getByRole("button", { name: "Let it go out too" }).click();
  await page.getByRole("combobox", { name: "How iAM Smart authentication goes out" }).waitFor();
  expect(page.url()).toContain("BSV-000001");
});

it("carries a change from its first word to its end", async () => {
  page = await open(browser, host, "#/changes");
  await page.getByRole("button", { name: "Raise a change" }).click();
  await page.getByLabel("Title").fill("Renew the notes of the help desk");
  await keys(page, "Enter");
  await heading(/Renew the notes/).waitFor();
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Test plan").fill("Read them back");
  await page.getByLabel("Back-out plan").fill("Put the former ones back");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Read them back").waitFor();

  await page.getByRole("tab", { name: /Items changed/ }).click();
  await page.getByLabel("New step").fill("Write the notes");
  await page.getByRole("button", { name: "Add the step" }).click();
  await page.getByText("Step 1 · Write the notes").waitFor();
  await page.getByRole("combobox", { name: "Item", exact: true }).fill("Smart-city portal");
  await page.getByRole("option", { name: /Smart-city portal/ }).first().click();
  await page.getByRole("combobox", { name: "Field" }).click();
  await page.getByRole("option", { name: "Notes" }).click();
  await page.getByRole("textbox", { name: "Value" }).fill("renewed");
  await page.getByRole("button", { name: "Plan it" }).click();
  await page.getByText(/Smart-city portal, Notes/).waitFor();
  await shot(page, "flow-change-planned");

  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByRole("tab", { name: /Readiness/ }).click();
  for (const question of await page.locator(".questions input:not([type=hidden])").all()) {
    await question.click();
    await page.getByRole("option", { name: "1", exact: true }).locator("visible=true").click();
    await page.waitForLoadState("networkidle");
  }
  await page.getByRole("button", { name: "Assess" }).click();
  await page.getByText("awaiting decision").first().waitFor();
  await shot(page, "flow-change-awaiting");
  await page.getByRole("button", { name: "Report", exact: true }).click();
  await shot(page, "flow-change-report");
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "PDF, for paper" }).click();
  expect((await download).suggestedFilename()).toBe("CHG-000001.pdf");
  await page.context().close();

  // The requester does not approve: somebody else does.
  await host.restart("another change manager");
  page = await open(browser, host, "#/changes/CHG-000001/evidence");
  await keys(page, "a");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("small and reversible");
  await dialog.getByRole("button", { name: "Approve" }).click();
  await page.getByText("approved", { exact: true }).first().waitFor();

  await page.getByRole("button", { name: "Schedule" }).click();
  await dialog.getByLabel("From").fill(localMinutes(-5));
  await dialog.getByLabel("Until").fill(localMinutes(60));
  await dialog.getByRole("button", { name: "Schedule" }).click();
  await page.getByText("scheduled", { exact: true }).first().waitFor();
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByText("in progress", { exact: true }).first().waitFor();
  await page.getByRole("button", { name: "Record a step" }).click();
  await dialog.getByRole("button", { name: "Record a step" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Finish" }).click();
  await dialog.getByRole("button", { name: "Finish" }).click();
  await page.getByText("implemented", { exact: true }).first().waitFor();
  await page.getByRole("link", { name: /Compare with baseline/ }).click();
  await page.getByText("Smart-city portal").first().waitFor();
  expect(await page.getByRole("button", { name: /^authorised/ }).textContent()).toMatch(/1/);
  await shot(page, "flow-change-compared");
  await page.goto(`${host.url}/#/changes?form=timeline&span=day`);
  await page.getByRole("list", { name: "Windows" }).getByRole("link", { name: /CHG-000001/ }).waitFor();
  await shot(page, "flow-change-timeline");
}, 120_000);

/** Returns a moment some minutes from now as a field of a form takes it. */
function localMinutes(minutes: number): string {
  const moment = new Date(Date.now() + minutes * 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

it("plans edits inside a change, and tells what is planned from what is live", async () => {
  const { id } = await host.call<{ id: string }>("change_create", { title: "Move the array", reason: "space" });
  page = await open(browser, host, `#/changes/${id}`);
  await page.getByRole("button", { name: "Work inside it" }).click();
  await page.goto(`${host.url}/#/items/ARR-000001`);
  await heading(/Storage array 1/).waitFor();
  await keys(page, "F2");
  await page.getByRole("textbox", { name: "Serial number" }).fill("SN-900");
  await keys(page, "Control+s");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("SN-900", { exact: false }).waitFor();
  await dialog.locator("form > p.said").filter({ hasText: /\w/ }).waitFor();
  await shot(page, "flow-inside-preview");
  await keys(page, "Enter");
  await page.getByRole("link", { name: "Show the plan" }).waitFor();
  await page.reload();
  await page.locator('.facts [data-planned="true"]', { hasText: "SN-900" }).getByText("Live:").waitFor();
  await shot(page, "flow-inside-item");
  expect(await wrongs(page)).toEqual([]);
});

it("creates a baseline, and looks at it without being able to write", async () => {
  page = await open(browser, host, "#/baselines");
  await page.getByRole("button", { name: "Create a baseline" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("2026-Q4");
  await keys(page, "Enter");
  const row = page.getByRole("row", { name: /2026-Q4/ });
  await row.waitFor();
  await row.getByRole("button", { name: "Look at it" }).click();
  await page.getByRole("button", { name: /Working set: Baseline 2026-Q4/ }).waitFor();
  expect(await page.locator("header.bar").getAttribute("data-set")).toBe("baseline");
  await keys(page, "g", "i");
  await page.getByRole("grid").waitFor();
});

const ITEMS = [
  "id,class,name,status,notes",
  'n1,business_service,"<img src=x onerror=alert(1)>",live,"=1+1"',
  "n2,business_service,\u202Egnp.exe,live,",
  `n3,business_service,${"long ".repeat(200)},live,`,
  "n4,business_service,👩‍👩‍👧‍👦 family,live,",
  "n5,no_such_class,refused,live,",
].join("\n");

it("imports a file step by step, and shows hostile names as text", async () => {
  page = await open(browser, host, "#/import");
  await page.locator("input[type=file]").setInputFiles({ name: "items.csv", mimeType: "text/csv", buffer: Buffer.from(ITEMS) });
  await page.getByText("items.csv").first().waitFor();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByLabel("System").fill("hostile");
  await page.getByText("Learn what is not known").click();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText("These columns describe items.").waitFor();
  await page.getByRole("button", { name: "Preview", exact: true }).last().click();
  await page.getByText("What would happen").waitFor();
  await shot(page, "flow-import-preview");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: /Import into Live/ }).click();
  await heading(/Items/).waitFor();
  await page.getByText("Items · 5").waitFor();
  await page.getByText("Came in or was changed by record no.", { exact: false }).waitFor();
  expect(await page.getByText("<img src=x onerror=alert(1)>").count()).toBe(1);
  expect(await page.locator("main img").count()).toBe(0);
  await shot(page, "flow-hostile");
});

const ASSETS = "Asset,Sort,Host name,Shelf\na-1,server,web 1,R1\na-2,server,web 2,R2\n";

it("brings a foreign file in under other columns, undoes it, and takes it into a change", async () => {
  page = await open(browser, host, "#/import");
  const bring = async () => {
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "assets.csv", mimeType: "text/csv", buffer: Buffer.from(ASSETS) });
    await page.getByText("assets.csv").first().waitFor();
  };
  const next = () => page.getByRole("button", { name: "Next" }).click();
  await bring();
  await next();
  await page.getByLabel("System").fill("assets");
  await next();
  await page.getByText("The columns do not say what this is.", { exact: false }).waitFor();
  expect(await page.getByRole("button", { name: "Preview", exact: true }).last().isDisabled()).toBe(true);
  for (const [column, choice] of [["Asset", "Id in its system"], ["Sort", "Type of item"], ["Host name", "Name"]] as const) {
    await page.getByRole("combobox", { name: `What ${column} becomes` }).click();
    await page.getByRole("option", { name: choice, exact: true }).locator("visible=true").click();
  }
  await page.getByText("These columns describe items.").waitFor();
  await shot(page, "flow-import-columns");
  await page.getByRole("button", { name: "Preview", exact: true }).last().click();
  await page.getByText("What would happen").waitFor();
  await next();
  await page.getByRole("button", { name: /Import into Live/ }).click();
  await page.getByText("Items · 2").waitFor();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await page.getByText("No item matches this filter.").waitFor();

  const { id } = await host.call<{ id: string }>("change_create", { title: "Take assets over", reason: "moved" });
  await page.goto(`${host.url}/#/import`);
  // The change was raised behind the back of the page.
  await page.reload();
  await bring();
  await page.getByRole("radio", { name: "A change" }).click();
  await next();
  await next();
  // What was said of these columns is known already.
  await page.getByText("These columns describe items.").waitFor();
  await page.getByRole("button", { name: "Preview", exact: true }).last().click();
  await page.getByText("What would happen").waitFor();
  await next();
  await page.getByRole("button", { name: `Plan in ${id}` }).click();
  await heading(/Take assets over/).waitFor();
  await page.getByText("web 1", { exact: false }).first().waitFor();
  await page.goto(`${host.url}/#/items?filter=source:csv`);
  await page.getByText("No item matches this filter.").waitFor();
});

it("connects two items by keyboard alone, and undoes it with Ctrl Z", async () => {
  page = await open(browser, host, "#/items/ARR-000002");
  const count = page.getByRole("heading", { name: /^Relationships · / });
  const before = await count.textContent();
  await keys(page, "c");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "With which item?" }).focus();
  await page.keyboard.type("SRV-000002");
  // What was found for the letters before the last stands there until the answer comes, and has this item further down.
  await page.locator("[role=option]:not([data-combobox-disabled])").first().filter({ hasText: "SRV-000002" }).waitFor();
  await keys(page, "ArrowDown", "Enter");
  await dialog.getByText("SRV-000002").first().waitFor();
  const way = dialog.getByRole("radio").first();
  await way.focus();
  await keys(page, "Space");
  await shot(page, "flow-connect");
  await dialog.getByRole("button", { name: "Stage and preview" }).focus();
  await keys(page, "Enter");
  await page.getByText("1 staged").first().waitFor();
  await page.getByRole("dialog").getByLabel("Reason").fill("seen in the rack");
  await page.getByRole("button", { name: "Record in Live" }).focus();
  await keys(page, "Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.waitForFunction(
    (text) => ![...document.querySelectorAll("h2")].some((own) => own.textContent === text),
    before,
  );
  await page.locator("#main").focus();
  await keys(page, "Control+z");
  await page.waitForFunction(
    (text) => [...document.querySelectorAll("h2")].some((own) => own.textContent === text),
    before,
  );
});

it("draws a relationship on the map from box to box", async () => {
  page = await open(browser, host, "#/map?around=DBC-000001");
  const box = (name: string) => page.locator(".react-flow__node", { hasText: name }).first();
  await box("MyGovHK database instance 1").waitFor();
  await page.waitForTimeout(300);
  const [from, to] = [await box("MyGovHK database instance 1").boundingBox(), await box("Monitoring platform").boundingBox()];
  if (!from || !to) throw new Error("a box is not on the screen");
  await page.mouse.move(from.x + from.width / 2, from.y + 1);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height - 1, { steps: 8 });
  await page.mouse.up();
  await page.getByRole("dialog", { name: /Connect MyGovHK database instance 1/ }).waitFor();
  await page.getByRole("dialog").getByText("Monitoring platform").first().waitFor();
});

it("moves a card on the board through the way that it takes, by pointer and by key", async () => {
  const { id } = await host.call<{ id: string }>("change_create", { title: "Paint the rack", reason: "worn" });
  const edits = [{ op: "set", item: "BSV-000003", field: "notes", value: "painted" }];
  const nothing = { likelihood: {}, statements: {}, waive: {}, files: [], remove: [], keep_up: [], remove_step: false, bring_up_to_date: false };
  const texts = { test_plan: "look at it", back_out_plan: "paint it again" };
  await host.call("change_edit", { ...nothing, ...texts, change: id, new_step: "Paint", minutes: 5, edits });
  page = await open(browser, host, "#/changes?form=board");
  const card = page.locator(`[data-card="${id}"]`);
  const [from, column] = [await card.boundingBox(), await page.locator('[data-state="submitted"]').boundingBox()];
  if (!from || !column) throw new Error("the card is not on the screen");
  await page.mouse.move(from.x + 20, from.y + from.height - 8);
  await page.mouse.down();
  await page.mouse.move(column.x + 40, column.y + 80, { steps: 6 });
  await page.mouse.up();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("This is recorded at once.").waitFor();
  expect(await page.locator('[data-state="draft"]').locator(card).count()).toBe(1);
  await dialog.getByRole("button", { name: "Submit" }).click();
  await page.locator('[data-state="submitted"]').locator(card).waitFor();
  await card.getByRole("link").focus();
  await keys(page, "m");
  await dialog.getByText("Not yet:").first().waitFor();
  await shot(page, "flow-board-move");
  await keys(page, "Escape");
});

it("keeps pages open until they are closed, also after the next start", async () => {
  page = await open(browser, host, "#/items/ARR-000001");
  const tabs = page.getByRole("navigation", { name: "Open pages" });
  await tabs.getByRole("link", { name: /Storage array 1/ }).waitFor();
  await page.goto(`${host.url}/#/impact?out=ARR-000001`);
  await tabs.getByRole("link", { name: "Impact of Storage array 1" }).waitFor();
  await page.reload();
  await tabs.getByRole("link", { name: "Storage array 1", exact: true }).click();
  await heading(/Storage array 1/).waitFor();
  await tabs.getByRole("button", { name: "Close Storage array 1", exact: true }).click();
  await page.waitForFunction(() => window.location.hash.includes("impact"));
});

it("narrows the log, and opens what a record changed", async () => {
  page = await open(browser, host, "#/audit");
  await page.getByRole("textbox", { name: "Words" }).fill("sample");
  await keys(page, "Enter");
  await page.getByText("Audit · 1").waitFor();
  await page.getByRole("link", { name: "What record no. 2 changed" }).click();
  await heading(/Compare/).waitFor();
  await page.getByText("item added").first().waitFor();
});

it("answers in the language that somebody chooses in the palette", async () => {
  page = await open(browser, host, "#/impact?out=ARR-000001");
  await keys(page, "Control+k");
  await page.keyboard.type("繁體");
  await page.getByText("Language: 繁體中文（香港）").click();
  await page.getByText("MyGovHK 將停止服務", { exact: false }).waitFor();
  await page.getByRole("navigation", { name: "已開啟的頁面" }).getByRole("link", { name: "Storage array 1 的影響" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-HK");
});

it("says that the host does not answer any more, and keeps what is on the screen", async () => {
  const own = await Host.start();
  page = await open(browser, own, "#/items");
  await page.getByText("Items · 93").waitFor();
  await own.stop();
  await page.goto(`${page.url().split("#")[0]}#/items/BSV-000003`);
  await page.getByRole("alert").getByText("The estate does not answer").first().waitFor();
  // Code that was not needed yet comes from the same host.
  await page.goto(`${page.url().split("#")[0]}#/audit`);
  await page.getByRole("alert").getByText("Everything recorded before.", { exact: false }).waitFor();
});

it("says that the disk is full, and keeps what somebody staged until there is room", async () => {
  const own = await Host.start();
  const longest = Math.max(...readdirSync(own.estate, { recursive: true, encoding: "utf8" }).map((name) => statSync(join(own.estate, name)).size));
  await own.restart("change manager", longest + 4_096);
  page = await open(browser, own, "#/items/ARR-000001");
  await keys(page, "F2");
  const field = page.getByRole("textbox", { name: "Description" });
  // Nothing that compresses.
  const value = randomBytes(300_000).toString("base64");
  await field.fill(value);
  await field.blur();
  await keys(page, "Control+s");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("a long story");
  await dialog.getByRole("button", { name: "Record in Live" }).click();
  const alert = dialog.getByRole("alert");
  await alert.getByText("The disk is full", { exact: false }).first().waitFor();
  await shot(page, "flow-disk-full");
  expect(await alert.textContent()).toContain("as it was before");
  // What was typed is there still, and a second try says the same.
  await dialog.getByRole("button", { name: "Record in Live" }).click();
  await alert.getByText("The disk is full", { exact: false }).first().waitFor();
  expect(await dialog.getByLabel("Reason").inputValue()).toBe("a long story");
  await page.getByText("1 staged").first().waitFor();
  own.giveRoom();
  await dialog.getByRole("button", { name: "Record in Live" }).click();
  await dialog.waitFor({ state: "hidden" });
  await own.restart("change manager");
  const kept = await own.call<{ seq: number; item: { attributes: Record<string, string> } }>("item", { item: "ARR-000001" });
  expect(kept.seq).toBe(3);
  expect(kept.item.attributes.description).toBe(value);
  await own.stop();
});
