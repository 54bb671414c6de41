import { expect, it } from "vitest";
import { i18next } from "./index";
import { isolated } from "./isolate";

it.each([
  ["plain", "plain"],
  ["伺服器", "伺服器"],
  ["\u202eabc", "\u2068\u202eabc\u2069"],
  ["خادم 1", "\u2068خادم 1\u2069"],
  ["a\u2069\u202eb", "\u2068a\u202eb\u2069"],
  ["a\u2067b", "\u2068a\u2067b\u2069\u2069"],
  ["\u2068خ\u2069", "\u2068\u2068خ\u2069\u2069"],
])("keeps %j from turning what is around it", (value, expected) => expect(isolated(value)).toBe(expected));

it("isolates what stands in the words of the screen, and changes nothing else", () => {
  expect(i18next.t("impact.of", { names: "x\u202edrow", lng: "en" })).toBe(
    "Impact of \u2068x\u202edrow\u2069",
  );
  expect(i18next.t("impact.of", { names: "a & <b>", lng: "en" })).toBe("Impact of a & <b>");
});
