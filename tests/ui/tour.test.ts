import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fits, keys, launch, open, shot, wrongs } from "./browser";
import { Host } from "./host";

let browser: Browser;
let host: Host;

/** What each step speaks of, by its place and by words of the estate that are on the screen there. */
const STEPS: { place: RegExp; spot: string; says: RegExp }[] = [
  { place: /^#\/map\?around=BSV-\d+/, spot: "map", says: /MyGovHK database/ },
  { place: /^#\/impact\?out=ARR-000001$/, spot: "verdict", says: /MyGovHK/ },
  { place: /^#\/impact\?out=ARR-000001&why=BSV-\d+$/, spot: "why", says: /CCC storage array 1/ },
  { place: /^#\/impact\?out=UPS-000001&why=GRP-\d+$/, spot: "why", says: /CCC UPS system/ },
  { place: /^#\/impact\?out=UPS-000001%2CUPS-000002$/, spot: "verdict", says: /MyGovHK/ },
  { place: /^#\/weak$/, spot: "single", says: /CCC storage array 1/ },
  { place: /^#\/weak\/undeclared$/, spot: "undeclared", says: /City services database/ },
  { place: /^#\/impact\?out=HYP-\d+$/, spot: "eroded", says: /GDC farm 4/ },
  { place: /^#\/items\/CIR-000003$/, spot: "relations", says: /Circuit of carrier C, basic terms/ },
  { place: /^#\/audit$/, spot: "records", says: /1/ },
];

const NEXT = { en: "Next", "zh-HK": "下一步", "zh-CN": "下一步" };
const FINISH = { en: "Finish", "zh-HK": "完成", "zh-CN": "完成" };
const TAKE = { en: "Take the tour", "zh-HK": "開始導覽", "zh-CN": "开始导览" };

beforeAll(async () => {
  browser = await launch();
  host = await Host.start({ sample: false });
  await host.job("estate_create", { path: host.estate, name: "Sample", whole: true });
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const panel = (page: Page) => page.locator("section.tour");
const button = (page: Page, name: string) => panel(page).getByRole("button", { name, exact: true });

/** Whether a line runs around an element: outside of it, or inside where it reaches the border of the window. */
function isMarked(own: Element): boolean {
  const { outlineStyle, borderTopWidth } = getComputedStyle(own);
  return outlineStyle === "solid" || [borderTopWidth, getComputedStyle(own, "::after").borderTopWidth].includes("2px");
}

/** Waits until a step is there: its place, what it speaks of, and the focus on its heading. */
async function arrives(page: Page, step: (typeof STEPS)[number]): Promise<void> {
  await expect.poll(() => new URL(page.url()).hash).toMatch(step.place);
  const spot = page.locator(`[data-tour="${step.spot}"]`);
  await spot.filter({ hasText: step.says }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.matches(".tour h2"))).toBe(true);
  // What is spoken of is on the screen and beside the panel, not under it.
  await expect
    .poll(async () => {
      const [it, below] = [await spot.boundingBox(), await panel(page).boundingBox()];
      return it && below ? it.y < below.y - 20 && it.y + it.height > 44 : false;
    })
    .toBe(true);
  expect(await spot.evaluate(isMarked)).toBe(true);
}

const LOOKS = [
  { language: "en", scheme: "light" },
  { language: "zh-HK", scheme: "dark" },
  { language: "zh-CN", scheme: "light" },
] as const;

describe.each(LOOKS)("in $language, $scheme", (look) => {
  it("goes through ten steps, each with what it speaks of on the screen", async () => {
    const page = await open(browser, host, "#/", look);
    await page.getByRole("button", { name: TAKE[look.language], exact: true }).click();
    const titles = new Set<string>();
    for (const [place, step] of STEPS.entries()) {
      await arrives(page, step);
      await page.waitForLoadState("networkidle");
      titles.add(await panel(page).getByRole("heading").innerText());
      await shot(page, `tour-${String(place + 1).padStart(2, "0")}-${look.language}-${look.scheme}`);
      // The screens themselves are looked at in every language and scheme elsewhere.
      expect(await wrongs(page, look.language === "en" ? "html" : "section.tour")).toEqual([]);
      await fits(page);
      const isLast = place === STEPS.length - 1;
      await button(page, isLast ? FINISH[look.language] : NEXT[look.language]).click();
    }
    expect(titles.size).toBe(STEPS.length);
    await panel(page).waitFor({ state: "detached" });
    await page.goto(`${page.url().split("#")[0]}#/`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.getByRole("button", { name: TAKE[look.language], exact: true }).count()).toBe(0);
  }, 180_000);
});

it("says what the engine says when a step is shown", async () => {
  const page = await open(browser, host, "#/");
  await page.getByRole("button", { name: "Take the tour", exact: true }).click();
  /** The lines of a step, once each of its questions is answered. */
  const facts = async (step: number, count: number) => {
    await panel(page).getByText(`Step ${step} of 10`).waitFor();
    const lines = panel(page).locator(".tour-facts li");
    await expect.poll(() => lines.count(), { timeout: 20_000 }).toBe(count);
    return lines.allInnerTexts();
  };
  const skip = async (steps: number) => {
    for (let step = 0; step < steps; step += 1) await button(page, "Next").click();
  };
  await skip(1);
  const lines = await facts(2, 3);
  expect(lines.map((line) => line.replace(/\s+/g, " "))).toEqual([
    "MyGovHK database instance 1 at risk one service",
    "MyGovHK database instance 2 at risk one service",
    "CCC storage array 1 down one service",
  ]);
  await skip(3);
  expect((await facts(5, 3)).map((line) => /holds|down/.exec(line)?.[0])).toEqual(["holds", "holds", "down"]);
  await skip(1);
  expect(await facts(6, 1)).toEqual(["3 single points of failure under the services of tier 1"]);
  await skip(1);
  expect(await facts(7, 1)).toEqual(["One group of which nobody said how many members are needed"]);
  await skip(1);
  expect((await facts(8, 2)).map((line) => /at risk|down/.exec(line)?.[0])).toEqual(["at risk", "down"]);
  await skip(1);
  expect((await facts(9, 2)).map((line) => /[\d.]+(?= %)/.exec(line)?.[0])).toEqual(["99.5", "99.9"]);
});

it("is taken by keyboard alone, left and gone on with, and survives a reload", async () => {
  const page = await open(browser, host, "#/");
  await keys(page, "Control+k");
  await page.getByRole("dialog").getByRole("textbox").fill("take the tour");
  await page.getByRole("button", { name: "Take the tour" }).last().waitFor();
  await keys(page, "Enter");
  const [first, second, third] = STEPS;
  if (!first || !second || !third) throw new Error("there are ten steps");
  await arrives(page, first);
  await keys(page, "ArrowRight");
  await arrives(page, second);
  await keys(page, "ArrowRight");
  await arrives(page, third);
  await keys(page, "ArrowLeft");
  await arrives(page, second);
  await page.reload();
  await panel(page).getByText("Step 2 of 10").waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
  await keys(page, "g", "a");
  await button(page, "Show it again").click();
  await page.locator('[data-tour="verdict"]').waitFor();
  await panel(page).getByRole("heading").focus();
  await keys(page, "Escape");
  await panel(page).waitFor({ state: "detached" });
  await keys(page, "Control+k");
  await page.getByRole("dialog").getByRole("textbox").fill("continue the tour");
  await page.getByRole("button", { name: "Continue the tour" }).last().waitFor();
  await keys(page, "Enter");
  await arrives(page, second);
  await button(page, "Fold the tour").click();
  expect(await panel(page).getByText("believed to run").count()).toBe(0);
});

it("offers itself once the third door has made the sample, and not for the small one", async () => {
  const own = await Host.start({ sample: false });
  try {
    const page = await open(browser, own, "#/");
    await page.getByRole("button", { name: /Open the sample/ }).click();
    await page.getByLabel("Folder").fill(own.estate);
    await page.getByRole("button", { name: "Create the sample", exact: true }).click();
    // Two years of history are made first: seconds in a release, more in a build for tests.
    await panel(page).getByRole("heading", { name: "A tour of this estate" }).waitFor({ timeout: 150_000 });
    await page.getByRole("heading", { level: 1 }).waitFor();
    await shot(page, "tour-offer-en-light");
    expect(await wrongs(page)).toEqual([]);
    await button(page, "Not now").click();
    await panel(page).waitFor({ state: "detached" });
    await page.getByText("A tour shows what this estate answers").waitFor();
    await shot(page, "tour-home-en-light");
    expect(await wrongs(page)).toEqual([]);
    await page.getByRole("button", { name: "Do not offer the tour again" }).click();
    await expect.poll(() => page.getByText("A tour shows what this estate answers").count()).toBe(0);
    await own.job("estate_create", { path: `${own.dir}/small.cairn`, name: "Small", sample: true });
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Small" }).waitFor();
    expect(await page.getByRole("button", { name: "Take the tour" }).count()).toBe(0);
    await keys(page, "Control+k");
    await page.getByRole("dialog").getByRole("textbox").fill("tour");
    await page.waitForLoadState("networkidle");
    expect(await page.getByRole("button", { name: "Take the tour" }).count()).toBe(0);
  } finally {
    await own.stop();
  }
}, 180_000);

it("can be used at 200 % zoom of 1280 × 800", async () => {
  const page = await open(browser, host, "#/", { width: 640, height: 400 });
  await page.getByRole("button", { name: "Take the tour", exact: true }).click();
  for (const [place, step] of STEPS.entries()) {
    await expect.poll(() => new URL(page.url()).hash).toMatch(step.place);
    await page.locator(`[data-tour="${step.spot}"]`).filter({ hasText: step.says }).waitFor();
    await page.waitForLoadState("networkidle");
    await shot(page, `tour-${String(place + 1).padStart(2, "0")}-zoomed`);
    await fits(page);
    const box = await panel(page).boundingBox();
    expect(box?.height).toBeLessThanOrEqual(181);
    if (place < STEPS.length - 1) await button(page, "Next").click();
  }
});
