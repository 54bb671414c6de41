import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { BaselineLine, BaselinesRequest } from "@/bindings";
import { LANGUAGES } from "@/i18n";
import { show, wrongs } from "@/test/render";
import { desk, model } from "@/test/samples";
import { Baselines } from "./Baselines";

const line = (name: string): BaselineLine => ({
  name,
  seq: 7,
  recorded_at: "2026-11-21T10:00:00Z",
  records_since: 3,
});
const answers = {
  desk_state: () => desk,
  model: () => model,
  baselines: ({ by, text }: BaselinesRequest) => ({
    seq: 10,
    counts: { total: 408, people: text ? 1 : 8, changes: text ? 0 : 400 },
    baselines:
      text === "nothing" ? [] : by === "people" ? [line("2026-Q3")] : [line("2026-Q3"), line("CHG-1")],
  }),
};

it("narrows the list by words and by who sealed, and keeps that in the address", async () => {
  window.location.hash = "#/baselines";
  const { platform } = show(<Baselines />, answers);
  const last = () => platform.asked.filter(({ name }) => name === "baselines").at(-1)?.request;
  const by = await screen.findByRole("navigation", { name: "Sealed by" });
  expect(last()).toEqual({});
  expect(within(by).getByRole("link", { name: "All 408" }).getAttribute("aria-current")).toBe("page");
  await userEvent.click(within(by).getByRole("link", { name: "Sealed by people 8" }));
  await waitFor(() => expect(last()).toEqual({ by: "people" }));
  await waitFor(() => expect(screen.queryByText("CHG-1")).toBeNull());
  expect(screen.getByText("2026-Q3")).toBeTruthy();
  await userEvent.type(screen.getByRole("textbox", { name: "Words" }), "board{Enter}");
  await waitFor(() => expect(last()).toEqual({ by: "people", text: "board" }));
  expect(window.location.hash).toBe("#/baselines?text=board&by=people");
  await userEvent.click(screen.getByRole("button", { name: "Reset" }));
  expect(await screen.findByText("CHG-1")).toBeTruthy();
  expect(window.location.hash).toBe("#/baselines");
});

it("says that nothing is like that, and how to see all again", async () => {
  window.location.hash = "#/baselines?text=nothing";
  show(<Baselines />, answers);
  await screen.findByText("No baseline is like that.");
  expect(screen.getAllByRole("button", { name: "Reset" })).toHaveLength(2);
});

it.each(LANGUAGES)("is accessible in %s", async (language) => {
  window.location.hash = "#/baselines";
  const { container } = show(<Baselines />, answers, language);
  await screen.findByText("2026-Q3");
  expect(await wrongs(container)).toEqual([]);
});
