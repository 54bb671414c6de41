import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import type { Host } from "./host";

const AXE = readFileSync(resolve(import.meta.dirname, "../../ui/node_modules/axe-core/axe.min.js"), "utf8");
const SHOTS = process.env.CAIRN_SHOTS;

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface Look {
  language?: "en" | "zh-HK" | "zh-CN";
  scheme?: "light" | "dark";
  width?: number;
  height?: number;
}

/**
 * Opens a place of the application; anything that a page says goes wrong fails the test. The page closes with its
 * test; of one that failed, what was on the screen is printed first.
 */
export async function open(browser: Browser, host: Host, hash: string, look: Look = {}): Promise<Page> {
  const { language = "en", scheme = "light", width = 1280, height = 800 } = look;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === "fail" && !page.isClosed()) {
      const seen = await page.locator("body").ariaSnapshot().catch((error: Error) => error.message);
      console.error(`On the screen of "${task.name}", ${page.url()}:\n${seen}`);
    }
    await context.close();
  });
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.addInitScript((lang) => {
    if (localStorage.getItem("cairn.settings") === null) {
      localStorage.setItem("cairn.settings", JSON.stringify({ state: { language: lang }, version: 1 }));
    }
  }, language);
  await page.goto(`${host.url}/?token=${host.token}${hash}`);
  await page.locator("main h1").first().waitFor();
  return page;
}

/** Returns what WCAG 2.2 AA finds wrong on the page, or in one part of it, as it is painted. */
export async function wrongs(page: Page, part = "html"): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (part) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(part, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.any[0]?.message ?? node.all[0]?.message ?? ""}`),
    );
  }, part);
}

export async function shot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

/** Nothing is larger than the window: parts of it scroll, and it never does as a whole. */
export async function fits(page: Page): Promise<void> {
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { wider: scrollWidth - clientWidth, higher: scrollHeight - clientHeight };
  });
  expect(over).toEqual({ wider: 0, higher: 0 });
}

export async function keys(page: Page, ...all: string[]): Promise<void> {
  for (const key of all) await page.keyboard.press(key);
}
