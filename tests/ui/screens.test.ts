import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fits, launch, open, shot, wrongs } from "./browser";
import { Host } from "./host";

const NOTHING = { likelihood: {}, statements: {}, waive: {}, files: [], remove: [], keep_up: [], remove_step: false, bring_up_to_date: false };

let host: Host;
let empty: Host;
let browser: Browser;

beforeAll(async () => {
  [host, empty, browser] = await Promise.all([Host.start(), Host.start({ sample: false }), launch()]);
  await host.call("change_create", { title: "Replace core switches", reason: "End of support" });
  const edits = [
    { op: "out", item: "ARR-000001", mode: "full_outage" },
    { op: "set", item: "ARR-000001", field: "firmware", value: "17.12" },
  ];
  await host.call("change_edit", { ...NOTHING, change: "1", new_step: "Upgrade", minutes: 45, edits });
  await host.call("change_submit", { change: "1" });
  await host.call("change_assess", { change: "1" });
  await host.call("baseline_create", { name: "2026-Q3" });
  const edit = [{ op: "set", item: "ARR-000002", field: "firmware", value: "9" }];
  const { plan } = await host.call<{ plan: unknown }>("edit_preview", { edits: edit });
  await host.call("edit_commit", { plan, reason: "seen on site", kind: "change" });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await Promise.all([host?.stop(), empty?.stop()]);
});

const SCREENS: [string, string][] = [
  ["home", "#/"],
  ["items", "#/items"],
  ["items-none", "#/items?text=nothing-of-this-name"],
  ["item", "#/items/BSV-000003"],
  ["map", "#/map?around=DBC-000001"],
  ["map-estate", "#/map"],
  ["impact-choose", "#/impact"],
  ["impact", "#/impact?out=ARR-000001"],
  ["outage", "#/outage"],
  ["outages-none", "#/outage/records"],
  ["weak-single", "#/weak"],
  ["weak-pairs", "#/weak/pairs"],
  ["weak-undeclared", "#/weak/undeclared"],
  ["weak-errors", "#/weak/errors"],
  ["changes", "#/changes"],
  ["change-discussion", "#/changes/CHG-000001"],
  ["change-items", "#/changes/CHG-000001/items"],
  ["change-readiness", "#/changes/CHG-000001/readiness"],
  ["change-impact", "#/changes/CHG-000001/impact"],
  ["change-evidence", "#/changes/CHG-000001/evidence"],
  ["change-history", "#/changes/CHG-000001/history"],
  ["baselines", "#/baselines"],
  ["compare", "#/baselines/compare?from=2026-Q3"],
  ["import", "#/import"],
  ["import-snapshot", "#/import/snapshot"],
  ["import-check", "#/import/check"],
  ["changes-board", "#/changes?form=board"],
  ["changes-timeline", "#/changes?form=timeline&span=month"],
  ["audit", "#/audit"],
  ["audit-none", "#/audit?text=nothing-of-these-words"],
  ["types", "#/types"],
  ["types-attributes", "#/types/attributes"],
  ["types-relationships", "#/types/relationships"],
  ["types-lifecycles", "#/types/lifecycles"],
  ["settings", "#/settings"],
  ["settings-care", "#/settings/care"],
];
const LOOKS = (["en", "zh-HK"] as const).flatMap((language) =>
  (["light", "dark"] as const).map((scheme) => ({ language, scheme })),
);

describe.each(LOOKS)("in $language, $scheme", (look) => {
  it.each(SCREENS)("%s is accessible and fits", async (name, hash) => {
    const page = await open(browser, host, hash, look);
    await page.waitForLoadState("networkidle");
    await shot(page, `${name}-${look.language}-${look.scheme}`);
    expect(await wrongs(page)).toEqual([]);
    await fits(page);
  });

  it("the three doors are accessible", async () => {
    const page = await open(browser, empty, "#/", look);
    await shot(page, `start-${look.language}-${look.scheme}`);
    expect(await wrongs(page)).toEqual([]);
  });
});

it.each(SCREENS)("%s fits at 200 %% zoom of 1280 × 800", async (name, hash) => {
  const page = await open(browser, host, hash, { width: 640, height: 400 });
  await page.waitForLoadState("networkidle");
  await shot(page, `${name}-zoomed`);
  await fits(page);
});
