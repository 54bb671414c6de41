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
