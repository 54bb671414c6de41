import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { ChangeLine, ChangeView, Model, ProcessState } from "@/bindings";
import { show, wrongs } from "@/test/render";
import { desk, model } from "@/test/samples";
import { Board, columnsOf, neighbour } from "./Board";
import { ChangesList } from "./ChangesList";

const word = (en: string) => ({ en, "zh-HK": en, "zh-CN": en });
const states = [
  { id: "draft", label: word("draft"), editable: true },
  { id: "submitted", label: word("submitted") },
  { id: "scheduled", label: word("scheduled") },
  { id: "closed", label: word("closed"), final: true },
] as ProcessState[];
const line = (id: string, state: string, window?: [string, string]): ChangeLine => ({
  id,
  title: `title of ${id}`,
  kind: "normal",
  state,
  requester: "change manager",
  created_at: "2026-11-01T00:00:00Z",
  stale: false,
  ...(window ? { window: { start: window[0], end: window[1] } } : {}),
});
const changes = [line("CHG-1", "draft"), line("CHG-2", "draft"), line("CHG-3", "scheduled")];
const view = {
  change: { id: "CHG-1", state: "draft", title: "x", history: [] },
  steps: [],
  undecided: [],
  differences: [],
  ways: [
    { transition: "submit", to: "submitted", open: true, unmet: [], deed: "submit" },
    { transition: "cancel", to: "closed", open: true, unmet: [], deed: "cancel" },
    { transition: "start", to: "running", open: false, unmet: ["The window has not begun."] },
  ],
} as unknown as ChangeView;
const own = { ...model, policy: { ...model.policy, states } } as Model;
const answers = { desk_state: () => desk, model: () => own, change: () => view };

it("leaves out ends that nothing has reached, and counts the others", () => {
  const columns = columnsOf(states, changes);
  expect(columns.map(({ state, cards }) => [state.id, cards.length])).toEqual([
    ["draft", 2],
    ["submitted", 0],
    ["scheduled", 1],
  ]);
  const ended = columnsOf(states, [...changes, line("CHG-4", "closed")]);
  expect(ended.at(-1)?.cards.map(({ id }) => id)).toEqual(["CHG-4"]);
});

it("moves among cards with the arrows, over columns that have none", () => {
  const columns = columnsOf(states, changes);
  const check = (id: string, key: string, to: string | null) => expect(neighbour(columns, id, key)).toBe(to);
  check("CHG-1", "ArrowDown", "CHG-2");
  check("CHG-2", "ArrowDown", null);
  check("CHG-2", "ArrowUp", "CHG-1");
  check("CHG-2", "ArrowRight", "CHG-3");
  check("CHG-3", "ArrowLeft", "CHG-1");
  check("CHG-1", "a", null);
});

it("offers the ways of a card by key, and says what is missing", async () => {
  const { container, baseElement, platform } = show(<Board changes={changes} />, {
    ...answers,
    change_submit: () => ({ id: "CHG-1", state: "submitted", unmet: [] }) as never,
  });
  expect(await screen.findByText("title of CHG-1")).toBeTruthy();
  expect(await wrongs(container)).toEqual([]);
  fireEvent.keyDown(screen.getByRole("link", { name: "title of CHG-1" }), { key: "m" });
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText("The window has not begun.")).toBeTruthy();
  expect(await wrongs(baseElement)).toEqual([]);
  expect(within(dialog).queryByRole("button", { name: "Continue: Start" })).toBeNull();
  await userEvent.click(within(dialog).getByRole("button", { name: "Continue: Submit" }));
  expect(platform.asked.map(({ name }) => name)).not.toContain("change_submit");
  await userEvent.click(within(dialog).getByRole("button", { name: "Submit" }));
  await waitFor(() => expect(platform.asked.map(({ name }) => name)).toContain("change_submit"));
});

it("draws windows as bars that open their changes, and names what overlaps", async () => {
  window.location.hash = "#/changes?form=timeline&span=week&at=2026-11-18T12:00:00Z";
  const windowed = [
    line("CHG-1", "scheduled", ["2026-11-18T10:00:00Z", "2026-11-18T14:00:00Z"]),
    line("CHG-2", "scheduled", ["2026-11-18T12:00:00Z", "2026-11-19T14:00:00Z"]),
    line("CHG-3", "scheduled", ["2026-12-18T12:00:00Z", "2026-12-19T14:00:00Z"]),
  ];
  const { container } = show(<ChangesList />, {
    ...answers,
    changes: () => ({ seq: 1, changes: windowed, templates: [] }),
  });
  const bars = await within(await screen.findByRole("list", { name: "Windows" })).findAllByRole("link");
  expect(bars.map((bar) => bar.getAttribute("href"))).toEqual(["#/changes/CHG-1", "#/changes/CHG-2"]);
  expect(bars[0]?.getAttribute("aria-label")).toContain("overlaps CHG-2");
  expect(await wrongs(container)).toEqual([]);
  fireEvent.keyDown(document.body, { key: "[" });
  const next = await screen.findByRole("button", { name: /The next one begins/ });
  await userEvent.click(next);
  expect((await screen.findAllByRole("link", { name: /overlaps/ })).length).toBe(2);
});
