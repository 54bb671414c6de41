import { expect, it } from "vitest";
import { formatsOf } from "./format";

it("says moments of sentences in the zone of the machine, like all others", () => {
  const { sentence, moment } = formatsOf("en");
  const local = moment("2026-11-21T18:56:00Z");
  expect(sentence("record no. 20 (2026-11-21 18:56 UTC), then 2026-11-21 18:56 UTC")).toBe(
    `record no. 20 (${local}), then ${local}`,
  );
  expect(sentence("no moment in 2026-11-21 18:56")).toBe("no moment in 2026-11-21 18:56");
});

it.each([
  ["en", "PT1H", "1 hr"],
  ["en", "P1DT2H30M", "1 day 2 hrs 30 mins"],
  ["en", "P2W", "2 wks"],
  ["zh-HK", "PT5M", "5 分鐘"],
  ["en", "PT0S", "PT0S"],
  ["en", "about an hour", "about an hour"],
])("says durations in words, in %s: %s", (language, stored, said) => {
  expect(formatsOf(language).duration(stored)).toBe(said);
});
