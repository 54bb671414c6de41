import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import type { BudgetSaid } from "@/bindings";
import { show } from "@/test/render";
import { desk, model } from "@/test/samples";
import { Budgets } from "./Budgets";

const budget = (number: number): BudgetSaid => ({
  id: `${number}`,
  key: `BSV-${number}`,
  source_id: null,
  class: "business_service",
  name: `Service ${number}`,
  sentence: "",
  promised: "99.9 %",
  notes: [],
  outages: [],
  outages_total: 0,
  minutes: { budget: "43.2", used: "0", planned: "0", unplanned: "0", left: "43.2", outages: [] },
  promise: {
    target: "99.9",
    period: "rolling_30_days",
    hours: "",
    round_the_clock: true,
    zone: "UTC",
    excludes_planned: false,
    degraded_half: false,
  },
  start: "2026-10-22T00:00:00Z",
  end: "2026-11-21T00:00:00Z",
  agreed_ms: 1,
  budget_ms: 1,
  planned_ms: 0,
  unplanned_ms: 0,
  used_ms: 0,
  left_ms: 1,
  text: { code: "budget" },
});
const answers = (count: number) => ({
  desk_state: () => desk,
  model: () => model,
  error_budgets: () => ({
    seq: 3,
    now: "2026-11-21T10:00:00Z",
    sentence: "All is well.",
    budgets: Array.from({ length: count }, (_, number) => budget(number)),
    without: [],
  }),
});
const rows = () => screen.getAllByRole("row").length - 1;

it.each([8, 10, 12])("lists %i whole: a button would not be shorter", async (count) => {
  show(<Budgets />, answers(count));
  await screen.findByText("Service 0");
  expect(rows()).toBe(count);
  expect(screen.queryByRole("button")).toBeNull();
});

it("lists the first of more, and all when somebody asks", async () => {
  show(<Budgets />, answers(13));
  await screen.findByText("Service 0");
  expect(rows()).toBe(8);
  await userEvent.click(screen.getByRole("button", { name: "Show all 13" }));
  await waitFor(() => expect(rows()).toBe(13));
});
