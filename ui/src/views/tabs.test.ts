import { expect, it } from "vitest";
import { afterClosing, keyOf, keysIn, visited } from "./tabs";

it.each([
  ["#/items/SRV-1", "items/SRV-1"],
  ["#/items?text=x", null],
  ["#/changes/CHG-1/items", "changes/CHG-1"],
  ["#/changes?form=board", null],
  ["#/outage", null],
  ["#/outage/records?new=SRV-1", null],
  ["#/outage/OUT-000001", "outage/OUT-000001"],
  ["#/map?around=SRV-1", "map"],
  ["#/map", null],
  ["#/impact?out=a,b", "impact"],
  ["#/baselines/compare?from=1", "compare"],
  ["#/", null],
])("%s is a tab of %s", (address, key) => expect(keyOf(address)).toBe(key));

it("keeps one tab for a page, with its newest address and what it is about", () => {
  const one = visited([], "#/changes/CHG-1", []);
  expect(one).toEqual([{ address: "#/changes/CHG-1", names: [] }]);
  const named = visited(one, "#/changes/CHG-1", ["CHG-1 Replace"]);
  expect(visited(named, "#/changes/CHG-1/items", [])).toEqual([
    { address: "#/changes/CHG-1/items", names: ["CHG-1 Replace"] },
  ]);
  expect(visited(named, "#/items", ["Items"])).toBe(named);
  expect(visited(named, "#/changes/CHG-1", ["CHG-1 Replace"])).toBe(named);
});

it("does not call another question by the names of the one before", () => {
  const first = visited([], "#/impact?out=A-1", ["One"]);
  expect(visited(first, "#/impact?out=A-2", [])).toEqual([{ address: "#/impact?out=A-2", names: [] }]);
});

it.each([
  ["#/impact?out=A-1%2CA-2&worse=A-3", ["A-1", "A-2", "A-3"]],
  ["#/map?around=A-1", ["A-1"]],
  ["#/items/A-1", ["A-1"]],
])("%s is about %s until it says more", (address, keys) => expect(keysIn(address)).toEqual(keys));

it("lets the first go when there are too many", () => {
  const all = Array.from({ length: 12 }, (_, place) => `#/items/I-${place}`);
  const tabs = all.reduce((some, address) => visited(some, address, []), [] as ReturnType<typeof visited>);
  expect(tabs.map((tab) => tab.address)).toEqual(all.slice(2));
});

it("goes to the neighbour of what is closed", () => {
  const tabs = ["a", "b", "c"].map((address) => ({ address, names: [] }));
  const check = (place: number, to: string | null) =>
    expect(afterClosing(tabs, tabs[place] as (typeof tabs)[number])).toBe(to);
  check(0, "b");
  check(1, "c");
  check(2, "b");
  const [only] = tabs;
  expect(only && afterClosing([only], only)).toBeNull();
});
