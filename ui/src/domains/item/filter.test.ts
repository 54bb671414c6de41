import { expect, it } from "vitest";
import { termsOf, toggled, without } from "./filter";

it.each([
  ["", []],
  ["class:server", ["class:server"]],
  ['class:server owner="Team A" -state:live', ["class:server", 'owner="Team A"', "-state:live"]],
  ['"core switch"  tier=1', ['"core switch"', "tier=1"]],
  ['owner="left open', ['owner="left open']],
])("takes %j apart", (filter, terms) => expect(termsOf(filter)).toEqual(terms));

it("sets a term in place of its siblings, and takes it away again", () => {
  const siblings = ["class:server", "class:switch"];
  expect(toggled("tier=1 class:server", "class:switch", siblings)).toBe("tier=1 class:switch");
  expect(toggled("tier=1 class:switch", "class:switch", siblings)).toBe("tier=1");
  expect(without('owner="Team A" tier=1', 'owner="Team A"')).toBe("tier=1");
});
