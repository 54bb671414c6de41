import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import type { FacetsRequest, ItemRows, ItemsRequest } from "@/bindings";
import { StageBar, useStaged } from "@/domains/edit";
import { LANGUAGES } from "@/i18n";
import { refusal } from "@/platform/fake";
import { useSettings } from "@/shared/settings";
import { show, wrongs } from "@/test/render";
import { desk, details, facets, model, row } from "@/test/samples";
import { Explorer } from "./Explorer";

function windowOf(total: number, asked: ItemsRequest): ItemRows {
  const offset = asked.offset ?? 0;
  const count = Math.max(0, Math.min(asked.limit ?? 100, total - offset));
  return {
    seq: 3,
    total,
    offset,
    rows: Array.from({ length: count }, (_, place) => row(offset + place + 1)),
  };
}

const answers = (total: number) => ({
  desk_state: () => desk,
  model: () => model,
  items: (asked: ItemsRequest) => windowOf(total, asked),
  item_facets: ({ filter }: FacetsRequest) => ({
    seq: 3,
    total,
    facets,
    terms: filter ? [{ text: filter, label: `Type: ${filter}`, without: "" }] : [],
  }),
  item: () => details(),
});

beforeEach(() => useSettings.setState({ ...useSettings.getInitialState(), language: "en" }, true));

it("draws the rows in sight of 100,000, and says how many there are", async () => {
  show(<Explorer />, answers(100_000));
  const grid = await screen.findByRole("grid");
  expect(grid.getAttribute("aria-rowcount")).toBe("100001");
  expect(await within(grid).findByText("server 1")).toBeTruthy();
  expect(within(grid).getAllByRole("row").length).toBeLessThan(80);
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Items · 100,000");
});

it("moves by keyboard, selects with x, opens with Enter", async () => {
  show(<Explorer />, answers(50));
  const grid = await screen.findByRole("grid");
  await within(grid).findByText("server 1");
  grid.focus();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}kx");
  expect(within(grid).getAllByRole("row", { selected: true })[0]?.textContent).toContain("server 2");
  expect(screen.getByText("1 selected")).toBeTruthy();
  await userEvent.keyboard("{Enter}");
  expect(window.location.hash).toBe("#/items/SRV-000002");
});

it("inspects with Space and narrows by a count", async () => {
  const { platform } = show(<Explorer />, answers(50));
  const grid = await screen.findByRole("grid");
  await within(grid).findByText("server 1");
  grid.focus();
  await userEvent.keyboard(" ");
  expect(await screen.findByRole("complementary", { name: "Inspector" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /^Server\s*7$/ }));
  await waitFor(() => {
    const last = platform.asked.filter(({ name }) => name === "items").at(-1)?.request as ItemsRequest;
    expect(last.filter).toBe("class:server");
  });
  await userEvent.click(screen.getByRole("button", { name: "Remove Type: class:server" }));
  expect(window.location.hash).toBe("#/items");
});

it("asks nothing while a word is being composed", async () => {
  const { platform } = show(<Explorer />, answers(5));
  const field = await screen.findByRole("textbox", { name: "Filter items by words" });
  fireEvent.compositionStart(field);
  fireEvent.change(field, { target: { value: "ㄕ" } });
  await new Promise((resolve) => setTimeout(resolve, 200));
  const texts = () => platform.asked.map(({ request }) => (request as ItemsRequest).text).filter(Boolean);
  expect(texts()).toEqual([]);
  fireEvent.change(field, { target: { value: "伺服器" } });
  fireEvent.compositionEnd(field);
  await waitFor(() => expect(texts()).toContain("伺服器"));
});

it("offers the way on where there is nothing", async () => {
  const { unmount } = show(<Explorer />, answers(0));
  expect(await screen.findByText("This estate has no items yet.")).toBeTruthy();
  unmount();
  window.location.hash = "#/items?text=nothing";
  show(<Explorer />, answers(0));
  expect(await screen.findByText("No item matches this filter.")).toBeTruthy();
});

it("says a refusal in the words of the host", async () => {
  const refused = {
    ...answers(1),
    items: () => Promise.reject(refusal("items", "Filter, character 3: no.")),
  };
  show(<Explorer />, refused);
  expect(await screen.findByText("Filter, character 3: no.")).toBeTruthy();
});

it("shows hostile names as text", async () => {
  const hostile = ["<img src=x onerror=alert(1)>", "\u202Egnp.exe", "👩‍👩‍👧‍👦", "x".repeat(10_000), "\u200B"];
  const items = (asked: ItemsRequest): ItemRows => ({
    ...windowOf(5, asked),
    rows: hostile.map((name, place) => row(place + 1, { name })),
  });
  const { container } = show(<Explorer />, { ...answers(5), items });
  expect(await screen.findByText("<img src=x onerror=alert(1)>")).toBeTruthy();
  expect(container.querySelector("img")).toBeNull();
});

it.each(LANGUAGES)("is accessible in %s", async (language) => {
  const { container } = show(<Explorer />, answers(20), language);
  await within(await screen.findByRole("grid")).findByText("server 1");
  expect(await wrongs(container)).toEqual([]);
});

it("selects everything that a question finds without listing it, and repeats the number", async () => {
  const { platform } = show(
    <>
      <Explorer />
      <StageBar />
    </>,
    { ...answers(8_214), item_facets: () => ({ seq: 3, total: 8_214, facets: [], terms: [] }) },
  );
  const grid = await screen.findByRole("grid");
  await within(grid).findByText("server 1");
  grid.focus();
  await userEvent.keyboard("x");
  await userEvent.click(await screen.findByRole("button", { name: "Select all 8,214" }));
  expect(screen.getByText("All 8,214 selected")).toBeTruthy();
  const impact = screen.getByRole("button", { name: "Impact if they go out" }) as HTMLButtonElement;
  expect(impact.disabled).toBe(true);
  await userEvent.click(screen.getByRole("button", { name: "Edit 8,214 items" }));
  await userEvent.click(await screen.findByRole("combobox", { name: "Field" }));
  await userEvent.click(await screen.findByRole("option", { name: "Status" }));
  await userEvent.click(screen.getByRole("button", { name: "Stage" }));
  expect(await screen.findByText("8,214 staged")).toBeTruthy();
  expect(useStaged.getState().bulk).toMatchObject({ count: 8_214, fields: { state: "" } });
  expect(platform.asked.some(({ request }) => (request as ItemsRequest).limit === 500)).toBe(false);
  useStaged.getState().clear();
});
