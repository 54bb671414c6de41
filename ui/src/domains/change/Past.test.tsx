import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { ChangeEvent, ChangeView } from "@/bindings";
import { show } from "@/test/render";
import { desk, model } from "@/test/samples";
import { Past } from "./Past";

function past(events: [what: string, reason: string][]): ChangeView {
  const history = events.map(([what, reason], place) => ({
    at: `2026-11-21T09:0${place}:00Z`,
    actor: "change manager",
    what,
    from: "scheduled",
    to: "scheduled",
    reason,
  })) as unknown as ChangeEvent[];
  return { change: { id: "CHG-1", history } } as unknown as ChangeView;
}

it.each([
  ["approve_board_chair", "", "approved as board_chair"],
  ["step_done_2", "", "step 2 done"],
  ["step_not_done_1", "", "step 1 not done"],
  ["step_backed_out_3", "", "step 3 backed out"],
  ["raise", "", "raised"],
  ["finish_partly", "", "finish (partly implemented)"],
  ["become_normal", "guard-no-template", "its template is not there"],
  ["late_records", "3", "3 h after the time allowed"],
  ["of_the_estate", "as it came", "as it came"],
])("says %s (%s) in words", async (what, reason, said) => {
  show(<Past view={past([[what, reason]])} />, { desk_state: () => desk, model: () => model });
  expect(await screen.findByText(said)).toBeTruthy();
});
