import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { ChangeView, EventSaid } from "@/bindings";
import { show } from "@/test/render";
import { desk, model } from "@/test/samples";
import { Past } from "./Past";

it("shows what happened in the words that came, and the states where they differ", async () => {
  const event = (what: string, from: string, to: string, why = ""): EventSaid => ({
    at: `2026-11-21T09:0${what.length}:00Z`,
    actor: "change manager",
    what,
    from,
    to,
    why,
  });
  const past = [event("late", "done", "done", "3 h after the time allowed"), event("raised", "", "draft")];
  const view = { change: { id: "CHG-1" }, past } as unknown as ChangeView;
  const { container } = show(<Past view={view} />, { desk_state: () => desk, model: () => model });
  expect(await screen.findByText("3 h after the time allowed")).toBeTruthy();
  const lines = [...container.querySelectorAll("li")].map((line) => line.textContent ?? "");
  expect(lines.map((line) => /raised/.test(line))).toEqual([false, true]);
  expect(lines[0]).not.toContain("done →");
});
