import { expect, it } from "vitest";
import { parseHash, to } from "./route";

it.each([
  [["items", "SRV-000001"], {}, "#/items/SRV-000001"],
  [[], {}, "#/"],
  [["items"], { filter: "class:server", text: "" }, "#/items?filter=class%3Aserver"],
  [["items", "a/b ?#%"], {}, "#/items/a%2Fb%20%3F%23%25"],
])("goes there and back: %s %o", (parts, values, address) => {
  expect(to(parts, values)).toBe(address);
  expect(parseHash(address).parts).toEqual(parts);
});

it("takes an address that cannot be decoded as it is", () => {
  expect(parseHash("#/items/%E0%A4%A").parts).toEqual(["items", "%E0%A4%A"]);
});
