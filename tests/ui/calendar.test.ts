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
  await maintenance("UPS 1A", "UPS-000001", "2090-01-10T10:00:00Z", "2090-01-10T12:00:00Z");
  await maintenance("UPS 1B", "UPS-000002", "2090-01-10T10:30:00Z", "2090-01-10T12:00:00Z");
  return () => host.stop();
});

afterAll(async () => {
  await browser?.close();
});

const NOTHING = { likelihood: {}, statements: {}, waive: {}, files: [], remove: [], keep_up: [], remove_step: false, bring_up_to_date: false };
/** What has to be there before somebody decides. */
const READY = {
  test_plan: "look at every service",
  back_out_plan: "put it back",
  likelihood: { done_before: 2, tested: 2, back_out_tested: 2, complexity: 2, lead_time: 2 },
};
const PLACE = `#/changes?form=timeline&span=day&at=${encodeURIComponent("2090-01-10T11:00:00Z")}`;

/** A change that takes a UPS out for an hour, with a window proposed, awaiting a decision. */
async function maintenance(name: string, item: string, start: string, end: string): Promise<void> {
  const { id } = await host.call<{ id: string }>("change_create", { title: `Service ${name}`, reason: "due" });
  const edits = [{ op: "out", item, mode: "full_outage" }];
  await host.call("change_edit", { ...NOTHING, ...READY, change: id, new_step: "Service it", minutes: 60, edits, window: { start, end } });
  await host.call("change_submit", { change: id });
  await host.call("change_assess", { change: id });
}

it.each([
  ["en", "light"],
  ["zh-HK", "dark"],
] as const)("two changes that are safe alone and an outage together are found, in %s, %s", async (language, scheme) => {
  const items = await host.call<{ rows: { key: string; name: string }[] }>("items", { text: "UPS" });
  expect(items.rows.map(({ name }) => name)).toEqual(expect.arrayContaining(["UPS 1A", "UPS 1B"]));
  page = await open(browser, host, PLACE, { language, scheme });
  await page.getByText("C4", { exact: true }).first().waitFor();
  await shot(page, `calendar-${language}-${scheme}`);
  expect(await wrongs(page)).toEqual([]);
  await fits(page);
});

it("says what a window would collide with while it is dragged, and where it fits", async () => {
  page = await open(browser, host, PLACE);
  const bars = page.getByRole("list", { name: "Windows" });
  const bar = bars.getByRole("link", { name: /^CHG-000002.*blocked by a collision/ });
  const box = await bar.boundingBox();
  if (!box) throw new Error("no bar");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 12, y, { steps: 3 });
  await page.getByRole("status").filter({ hasText: /Blocks/ }).first().waitFor();
  await page.mouse.move(x + 260, y, { steps: 8 });
  await page.getByRole("status").filter({ hasText: "Nothing collides there." }).waitFor();
  await shot(page, "calendar-dragged");
  await page.mouse.up();
  const dialog = page.getByRole("dialog", { name: "Move the window of CHG-000002" });
  await dialog.getByText("Nothing collides there.").waitFor();
  // Back to where it collides, by keyboard, and from there to the next free slot.
  const from = await dialog.getByLabel("From").inputValue();
  const day = from.slice(0, 10);
  const local = (utc: string) => new Date(utc).toTimeString().slice(0, 5);
  await dialog.getByLabel("From").fill(`${day}T${local("2090-01-10T10:30:00Z")}`);
  await dialog.getByLabel("Until").fill(`${day}T${local("2090-01-10T12:00:00Z")}`);
  await dialog.getByText(/Blocks/).first().waitFor();
  await shot(page, "calendar-move");
  expect(await wrongs(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Find the next free slot" }).click();
  await dialog.getByText("Nothing collides there.").waitFor();
  expect((await dialog.getByLabel("From").inputValue()).slice(11)).toBe(local("2090-01-10T11:00:00Z"));
  // Nobody has decided yet: the window is proposed, and nothing collides any more.
  await dialog.getByRole("button", { name: "Propose this window" }).click();
  await page.getByText("Nothing collides in this time.").waitFor();
  const { collisions } = await host.call<{ collisions: unknown[] }>("collisions", {});
  expect(collisions).toEqual([]);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "PDF, for paper" }).click();
  expect((await download).suggestedFilename()).toBe("calendar.pdf");
});

it("keeps a freeze and a maintenance window, and takes them away with a reason", async () => {
  page = await open(browser, host, PLACE);
  await page.getByRole("button", { name: "Add a freeze" }).click();
  let dialog = page.getByRole("dialog", { name: "Add a freeze" });
  await dialog.getByLabel("From").fill("2090-01-01T00:00");
  await dialog.getByLabel("Until").fill("2090-01-31T00:00");
  await dialog.getByLabel("Reason").fill("year end");
  expect(await wrongs(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Add a freeze" }).click();
  await page.getByRole("cell", { name: "year end", exact: true }).waitFor();
  await page.getByRole("button", { name: "Add a maintenance window" }).click();
  dialog = page.getByRole("dialog", { name: "Add a maintenance window" });
  await dialog.getByLabel("Name").fill("Sunday night");
  await dialog.getByRole("checkbox").last().check();
  expect(await wrongs(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Add a maintenance window" }).click();
  await page.getByRole("cell", { name: "Sunday night", exact: true }).waitFor();
  await shot(page, "calendar-rules");
  expect(await wrongs(page)).toEqual([]);
  await fits(page);
  await page.getByRole("button", { name: "Remove “year end”" }).click();
  dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("over");
  await dialog.getByRole("button", { name: "Remove" }).click();
  await page.getByText("No freeze touches this time.").waitFor();
});
