import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { show, wrongs } from "@/test/render";
import { desk, details, model } from "@/test/samples";
import { Attributes } from "./Attributes";

const answers = { desk_state: () => desk, model: () => model };

it("marks what a change plans, with the value of the estate as it is beside it", async () => {
  const planned = { owner: { before: "Team B", after: "Team A" }, site: { before: "Hall 1" } };
  const { container } = show(<Attributes data={details({ planned })} />, answers);
  const lines = [...container.querySelectorAll('[data-planned="true"]')].map((line) => line.textContent);
  expect(lines).toEqual(["ownerplanned:Team ALive: Team B", "siteplanned:no valueLive: Hall 1"]);
  expect(await wrongs(container)).toEqual([]);
});

it("marks nothing in the estate as it is", () => {
  const { container } = show(<Attributes data={details()} />, answers);
  expect(container.querySelector('[data-planned="true"], ins')).toBeNull();
  expect(screen.getByText("Team A")).toBeTruthy();
});

it.each([
  ["boolean", "true", "yes"],
  ["boolean", "false", "no"],
  ["duration", "PT4H", "4 hrs"],
  ["date", "2026-11-21", "21 Nov 2026"],
  ["integer", "8443", "8443"],
] as const)("says a value of the type %s as people write it: %s", async (type, stored, said) => {
  const definition = { id: "own", type, label: { en: "Own", "zh-HK": "Own", "zh-CN": "Own" } };
  const attributes = [{ id: "own", definition, value: stored, text: stored, required: false }];
  const known = { ...model, attributes: [...model.attributes, definition] };
  show(<Attributes data={details({ attributes })} />, { ...answers, model: () => known });
  expect(await screen.findByText(said)).toBeTruthy();
});
