import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import type { EstateMapRequest, MapExport, MapNode, MapView } from "@/bindings";
import { LANGUAGES } from "@/i18n";
import { useSettings } from "@/shared/settings";
import { show, wrongs } from "@/test/render";
import { desk, model } from "@/test/samples";
import { EstateMap } from "./EstateMap";
import { hasStayed } from "./places";

const group = (id: string, count: number, y: number, some: Partial<MapNode> = {}): MapNode => ({
  id: `group:${id}`,
  class: id,
  lane: id,
  count,
  filter: `class=${id}`,
  inside: 3,
  part: "needs",
  level: "unaffected",
  needs_hidden: 0,
  consumers_hidden: 0,
  row: y / 112,
  x: 0,
  y,
  ...some,
});

const view: MapView = {
  seq: 7,
  nodes: [group("service", 12, 0), group("server", 1204, 112), group("rack", 9, 224)],
  edges: [
    {
      provider: "group:server",
      consumer: "group:service",
      count: 40,
      weak: 4,
      strength: "hard",
      carries: false,
      points: [
        [92, 112],
        [92, 56],
      ],
    },
    {
      provider: "group:rack",
      consumer: "group:service",
      count: 2,
      strength: "soft",
      carries: false,
      points: [],
    },
  ],
  lanes: [
    { id: "service", y: 0, height: 56 },
    { id: "tier:1", y: 112, height: 56 },
    { id: "tier:", y: 224, height: 56 },
  ],
  node_width: 184,
  node_height: 56,
  width: 184,
  height: 280,
  shown: 0,
  folded: 1225,
  groups: 3,
  hidden: 0,
  total: 1225,
};

const answers = {
  desk_state: () => desk,
  model: () => model,
  estate_map: (_: EstateMapRequest) => view,
  map_export: (asked: MapExport) => ({
    name: `estate.${asked.format}`,
    media_type: "text/csv",
    bytes: 2048,
    notes: ["No font has 𠮷."],
  }),
};

beforeEach(() => {
  window.location.hash = "#/map";
  useSettings.setState({ ...useSettings.getInitialState(), language: "en" }, true);
});

it("says exactly how many items and relationships there are, and how many lines are drawn", async () => {
  show(<EstateMap />, answers);
  const said = await screen.findByText(/1,225 items in 3 groups/);
  expect(said.textContent).toContain("42 relationships between groups");
  expect(said.textContent).toContain("1 of 2 lines drawn");
});

it("opens exactly the items of a group from the outline", async () => {
  show(<EstateMap />, answers);
  await userEvent.click(await screen.findByText("Outline"));
  const count = await screen.findByRole("link", { name: "1,204" });
  expect(count.getAttribute("href")).toBe("#/items?filter=class%3Dserver");
  await userEvent.click(screen.getByRole("button", { name: /1204 × Server/ }));
  const open = await screen.findByRole("link", { name: "Open 1,204 items" });
  expect(open.getAttribute("href")).toBe("#/items?filter=class%3Dserver");
  const apart = screen.getByRole("link", { name: "Map of these" });
  expect(apart.getAttribute("href")).toContain("by=site");
});

it("asks the estate to group and to write, and says what is missing in a file", async () => {
  const { platform } = show(<EstateMap />, answers);
  await userEvent.click(await screen.findByText("by tier"));
  await waitFor(() => {
    const asked = platform.asked.filter(({ name }) => name === "estate_map");
    expect(asked.map(({ request }) => (request as EstateMapRequest).lanes)).toContain("tier");
  });
  await userEvent.click(screen.getByRole("button", { name: "Export the map" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "CSV, boxes and lines as tables" }));
  await waitFor(() => {
    const asked = platform.asked.find(({ name }) => name === "map_export")?.request as MapExport;
    expect(asked).toMatchObject({ format: "csv", map: { of: "estate", lanes: "tier" } });
  });
});

it("keeps a person's view of a map while most of it stays", () => {
  const moved = { ...view, nodes: view.nodes.map((node) => ({ ...node, x: node.x + 300 })) };
  const grown = { ...view, nodes: [...view.nodes, group("router", 3, 112, { x: 300 })] };
  expect(hasStayed(view, grown)).toBe(true);
  expect(hasStayed(view, moved)).toBe(false);
});

it.each(LANGUAGES)("is accessible in %s", async (language) => {
  const { container } = show(<EstateMap />, answers, language);
  await screen.findByText(/1,225/);
  expect(await wrongs(container)).toEqual([]);
});
