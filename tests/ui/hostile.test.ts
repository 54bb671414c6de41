import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fits, launch, open, shot, wrongs } from "./browser";
import { Host } from "./host";

/** Names that somebody's discovery tool may find: what they hold is text, whatever it looks like. */
const NAMES: Record<string, string> = {
  markup: `<img src=x onerror="document.title='hit'"><script>document.title='hit'</script>&amp;<b>bold`,
  "right to left": "\u202Egnp.exe\u202C שרת الخادم",
  "an override that is left open": "\u202E\u2067payroll",
  emoji: "👩‍👩‍👧‍👦🏳️‍🌈 rack 🇭🇰",
  "10,000 letters without a space": "W".repeat(10_000),
  "zero width": `zero\u200Bwidth\u200D\uFEFF\u2060${"\u0301".repeat(200)}`,
  template: "{{constructor.constructor('document.title=1')()}} $t(items.title) %s ${1+1}",
};

interface Row {
  key: string;
  name: string;
}

const START = 6;
const isOf = (row: Row, name: string) => row.name.slice(0, START) === name.slice(0, START);

let host: Host;
let browser: Browser;
let rows: Row[];

beforeAll(async () => {
  [host, browser] = await Promise.all([Host.start(), launch()]);
  const edits = Object.values(NAMES).map((name) => ({ op: "add", class: "business_service", name }));
  await commit(edits);
  const found = await host.call<{ rows: Row[] }>("items", { filter: "class:business_service", limit: 100, offset: 0 });
  // A row has as much of a name as a cell shows.
  rows = found.rows.filter((row) => Object.values(NAMES).some((name) => isOf(row, name)));
  expect(rows).toHaveLength(edits.length);
  await commit(rows.map((row) => ({ op: "connect", from: row.key, type: "depends_on", to: "ARR-000001" })));
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

async function commit(edits: object[]): Promise<void> {
  const { plan } = await host.call<{ plan: unknown }>("edit_preview", { edits });
  await host.call("edit_commit", { plan, reason: NAMES.markup, kind: "change" });
}

/** Nothing of a name became a part of the page, nothing is wider than the page, and the page still works. */
async function holds(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await shot(page, `hostile-${name}`);
  expect(await page.title()).not.toBe("hit");
  expect(await page.locator("img, main b, main script").count()).toBe(0);
  await fits(page);
  expect(await wrongs(page)).toEqual([]);
}

const PLACES: [string, string][] = [
  ["items", "#/items?filter=class%3Abusiness_service"],
  ["map", "#/map?around=ARR-000001"],
  ["impact", "#/impact?out=ARR-000001"],
  ["audit", "#/audit"],
  ["home", "#/"],
];

it.each(PLACES)("%s shows hostile names as text, and holds", async (name, hash) => {
  await holds(await open(browser, host, hash), name);
});

it.each(Object.entries(NAMES))("an item named with %s is shown as text, and its page holds", async (what, name) => {
  const row = rows.find((one) => isOf(one, name));
  const page = await open(browser, host, `#/items/${row?.key}`);
  const title = page.locator("main h1").first();
  expect(await title.innerText()).toContain(name.slice(0, START));
  await holds(page, what.replaceAll(/\W+/g, "-"));
});

it("an outage of items named like this is told in a sentence that can be read", async () => {
  const page = await open(browser, host, "#/impact?out=ARR-000001");
  const verdict = page.getByText("services go down").first();
  await verdict.waitFor();
  const { height } = (await verdict.boundingBox()) ?? { height: 0 };
  // One name of ten thousand letters alone would take two hundred lines.
  expect(height).toBeLessThan(200);
});
