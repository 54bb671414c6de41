import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { Model, Summary } from "@/bindings";
import { show, wrongs } from "@/test/render";
import { model } from "@/test/samples";
import { TYPE_PARTS, Types } from ".";
import { ordered } from "./Types";

const own = {
  ...model,
  attributes: [{ id: "tier", type: "integer", label: { en: "Tier" }, min: 1, max: 4, required_tiers: [1] }],
  relationship_types: [
    {
      id: "runs_on",
      label: { en: "runs on" },
      inverse: { en: "runs" },
      needs: "source",
      strength: "hard",
      matrix: [{ from: "server", to: "compute" }],
    },
  ],
  states: [{ id: "live", label: { en: "Live" }, participates: true }],
} as unknown as Model;
const summary = {
  estate: { classes: [{ class: "server", items: 7 }], states: [{ state: "live", items: 9 }] },
  changes: [],
} as unknown as Summary;
const answers = { model: () => own, estate_summary: () => summary };

it("counts a heading with everything below it, and opens the items that it counts", async () => {
  show(<Types part="classes" />, answers);
  const links = await screen.findAllByRole("link", { name: "7" });
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "#/items?filter=class%3Acompute",
    "#/items?filter=class%3Aserver",
  ]);
  await userEvent.type(screen.getByRole("textbox"), "business");
  expect(screen.queryByText("Server")).toBeNull();
  expect(screen.getByText("Business service")).toBeTruthy();
});

it("puts a type under its heading, wherever it stands", () => {
  const names = ordered([...model.classes].reverse()).map(({ one, depth }) => `${depth} ${one.id}`);
  expect(names).toEqual(["0 business_service", "0 compute", "1 server"]);
});

it.each(TYPE_PARTS)("%s are accessible", async (part) => {
  const { container } = show(<Types part={part} />, answers);
  await screen.findAllByRole("table");
  expect(await wrongs(container)).toEqual([]);
});
