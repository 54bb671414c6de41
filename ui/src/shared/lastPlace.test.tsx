import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, it } from "vitest";
import { goIn, useLastPlace } from "./lastPlace";
import { go } from "./route";
import { useSettings } from "./settings";

type Shown = Parameters<typeof useLastPlace>[0];

const one = { estate: "1", path: "/e/one.cairn" };
const two = { estate: "2", path: "/e/two.cairn" };

/** Returns a window in which other estates are shown one after the other. */
function stand(address: string) {
  window.location.hash = address;
  const { rerender } = renderHook(({ estate }: { estate: Shown }) => useLastPlace(estate), {
    initialProps: { estate: undefined as Shown },
  });
  return (estate: Shown) => rerender({ estate });
}

const walk = (address: string) => act(() => go(address, true));
const here = () => window.location.hash;

beforeEach(() => useSettings.setState({ places: {} }));

it("comes back to where somebody was in each estate", () => {
  const show = stand("");
  show(null);
  show(one);
  walk("#/items?text=db");
  show(null);
  expect(here()).toBe("#/");
  show(two);
  expect(here()).toBe("#/");
  walk("#/audit");
  show({ ...one });
  expect(here()).toBe("#/items?text=db");
  show(two);
  expect(here()).toBe("#/audit");
});

it("keeps the place of an estate that is closed, not the one that follows", () => {
  const show = stand("");
  show(one);
  walk("#/map");
  show({ ...one });
  show(null);
  walk("#/items");
  show(one);
  expect(here()).toBe("#/map");
});

it("begins where a window was told to", () => {
  const show = stand("#/changes");
  useSettings.setState({ places: { 1: "#/map" } });
  show(one);
  expect(here()).toBe("#/changes");
});

it("shows a copy of the same estate from its beginning", () => {
  const show = stand("");
  show(one);
  walk("#/settings/care");
  show({ ...one, path: "/e/copy.cairn" });
  expect(here()).toBe("#/");
});

it("goes to a place of an estate before it is shown or after", () => {
  const show = stand("");
  show(null);
  act(() => goIn("1", "#/import"));
  show(one);
  expect(here()).toBe("#/import");
  show(two);
  act(() => goIn("2", "#/import"));
  expect(here()).toBe("#/import");
});
