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
