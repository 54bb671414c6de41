import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";
import type { ChangeOutcome, ChangeView, PreviewReply, WhatIfReply } from "@/bindings";
import { refusal } from "@/platform/fake";
import { useSettings } from "@/shared/settings";
import { show, wrongs } from "@/test/render";
import { desk, details, model } from "@/test/samples";
import { ItemForm, StageBar, useStaged } from ".";

const preview = {
  seq: 3,
  plan: { revision: 7 },
  steps: [
    {
      step: 1,
      title: "",
      minutes: 0,
      implementer: "",
      back_out: "",
      outages: [],
      edits: [{ edit: 1, op: "set", sentence: "SRV-000001, Owner: Team A → Team B" }],
    },
  ],
  sentence: "Nothing goes out.",
} as unknown as PreviewReply;
const answers = { desk_state: () => desk, model: () => model, edit_preview: () => preview };

beforeEach(() => {
  useStaged.getState().clear();
  useSettings.setState({ workingSet: { kind: "live" } });
});

function Both() {
  return (
    <>
      <ItemForm data={details()} />
      <StageBar />
    </>
  );
}

it("stages what differs, counts it, and lets go of what is as before", async () => {
  const { container } = show(<Both />, answers);
  const owner = screen.getByRole("textbox", { name: "owner" });
  fireEvent.change(owner, { target: { value: "Team B" } });
  expect(screen.getByText("1 staged")).toBeTruthy();
  expect(container.querySelectorAll("[data-staged=true]")).toHaveLength(1);
  expect(await wrongs(container)).toEqual([]);
  fireEvent.change(owner, { target: { value: "Team A" } });
  expect(screen.queryByText("1 staged")).toBeNull();
});

it("previews with Ctrl S, asks for a reason, and hands the plan back as it came", async () => {
  const { platform } = show(<Both />, {
    ...answers,
    edit_commit: () => ({ seq: 4, edits: 1, watched: { changed: [], stale: [] } }),
  });
  fireEvent.change(screen.getByRole("textbox", { name: "owner" }), { target: { value: "Team B" } });
  fireEvent.keyDown(document.body, { key: "s", ctrlKey: true });
  expect(await screen.findByText("SRV-000001, Owner: Team A → Team B")).toBeTruthy();
  const record = screen.getByRole("button", { name: "Record in Live" });
  expect((record as HTMLButtonElement).disabled).toBe(true);
  await userEvent.type(screen.getByLabelText(/Reason/), "handed over");
  await userEvent.click(record);
  await waitFor(() => expect(useStaged.getState().edits).toEqual([]));
  const asked = platform.asked.find(({ name }) => name === "edit_commit")?.request;
  expect(asked).toEqual({ plan: { revision: 7 }, kind: "correction", reason: "handed over" });
});

it("keeps what is staged when it is refused", async () => {
  const refused = {
    ...answers,
    edit_preview: () => Promise.reject(refusal("edit_preview", "“x” is no whole number.")),
  };
  show(<Both />, refused);
  fireEvent.change(screen.getByRole("textbox", { name: "owner" }), { target: { value: "x" } });
  fireEvent.keyDown(document.body, { key: "s", ctrlKey: true });
  expect(await screen.findByText("“x” is no whole number.")).toBeTruthy();
  expect(useStaged.getState().edits).toHaveLength(1);
});

it("records nothing while the past is looked at", () => {
  useSettings.setState({ workingSet: { kind: "baseline", name: "2026-Q3" } });
  useStaged
    .getState()
    .stage({ place: "a owner", name: "a", words: { op: "set", item: "a", field: "owner", value: "x" } });
  show(<StageBar />, answers);
  expect((screen.getByRole("button", { name: /Preview/ }) as HTMLButtonElement).disabled).toBe(true);
});

it("previews anew what was refused because the estate moved on, and gives the focus back", async () => {
  let now = "Team A";
  const { platform } = show(<Both />, {
    ...answers,
    edit_preview: () =>
      ({
        ...preview,
        plan: { revision: now },
        sentence: `It is ${now}.`,
      }) as unknown as PreviewReply,
    edit_commit: ({ plan }) =>
      (plan as unknown as { revision: string }).revision === "Team C"
        ? { seq: 5, edits: 1, watched: { changed: [], stale: [] } }
        : Promise.reject(refusal("edit_commit", "It was changed live.")),
  });
  const owner = screen.getByRole("textbox", { name: "owner" });
  await userEvent.clear(owner);
  await userEvent.type(owner, "Team B");
  fireEvent.keyDown(document.body, { key: "s", ctrlKey: true });
  await screen.findByText("It is Team A.");
  now = "Team C";
  await userEvent.type(screen.getByLabelText(/Reason/), "handed over");
  await userEvent.click(screen.getByRole("button", { name: "Record in Live" }));
  expect(await screen.findByText("It was changed live.")).toBeTruthy();
  await screen.findByText("It is Team C.");
  await userEvent.click(screen.getByRole("button", { name: "Record in Live" }));
  await waitFor(() => expect(useStaged.getState().edits).toEqual([]));
  expect(platform.asked.filter(({ name }) => name === "edit_commit")).toHaveLength(2);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "owner" })));
});

it("says inside a change what it adds to the plan and what the whole plan does, and plans just that", async () => {
  useSettings.setState({ workingSet: { kind: "change", id: "CHG-1", title: "Replace" } });
  const { platform } = show(<Both />, {
    ...answers,
    change: () => ({ steps: [{}] }) as unknown as ChangeView,
    change_preview: () => ({ ...preview, sentence: "Step 1 takes Payroll down." }) as unknown as WhatIfReply,
    change_edit: () => ({ id: "CHG-1", unmet: [] }) as unknown as ChangeOutcome,
  });
  fireEvent.change(screen.getByRole("textbox", { name: "owner" }), { target: { value: "Team B" } });
  fireEvent.keyDown(document.body, { key: "s", ctrlKey: true });
  expect(await screen.findByText("SRV-000001, Owner: Team A → Team B")).toBeTruthy();
  expect(screen.getByText("Step 1 takes Payroll down.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Plan in CHG-1" }));
  await waitFor(() => expect(useStaged.getState().edits).toEqual([]));
  const asked = (name: string) => platform.asked.find((own) => own.name === name)?.request;
  expect(asked("change_edit")).toEqual(asked("change_preview"));
});
